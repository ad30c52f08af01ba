# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "cloud",
    "local",
  ]
}

target "cloud" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "cloud"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = [
    "ghcr.io/org/forecast:cloud",
    "ghcr.io/org/forecast:latest",
  ]
  secret     = ["id=github-token,env=GITHUB_TOKEN"]
  labels     = {
    "org.opencontainers.image.description" = "The pipeline with the gcloud command line, for Google Cloud Batch"
    "org.opencontainers.image.title" = "forecast cloud"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/forecast-cache:cloud"]
}

target "local" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "local"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/forecast:local"]
  secret     = ["id=github-token,env=GITHUB_TOKEN"]
  labels     = {
    "org.opencontainers.image.description" = "The pipeline for development with Docker Compose"
    "org.opencontainers.image.title" = "forecast local"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/forecast-cache:local"]
}
