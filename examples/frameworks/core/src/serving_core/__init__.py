"""What all of the servers share."""
