# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/torch.hbs:1-4
FROM rocm/dev-ubuntu-22.04:6.2 AS torch
RUN apt-get install git
RUN pip install --index-url https://idx.test/simple torch # rocm6.2
CMD ["run","rocm6.2"]
USER torch
