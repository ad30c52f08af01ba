# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "ml-11-8-3-13-0rc1",
    "ml-11-8-3-13",
    "ml-12-5-3-10",
    "ml-12-5-3-13-0rc1",
  ]
}

group "ml" {
  targets = [
    "ml-11-8-3-13-0rc1",
    "ml-11-8-3-13",
    "ml-12-5-3-10",
    "ml-12-5-3-13-0rc1",
  ]
}

target "ml-11-8-3-13-0rc1" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.13.0rc1.Dockerfile"
  target     = "ml"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:11.8-3.13.0rc1"]
  labels     = {
    "org.opencontainers.image.title" = "app ml"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:ml-11-8-3-13-0rc1"]
}

target "ml-11-8-3-13" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.13.Dockerfile"
  target     = "ml"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:11.8-3.13"]
  labels     = {
    "org.opencontainers.image.title" = "app ml"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:ml-11-8-3-13"]
}

target "ml-12-5-3-10" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.5-python3.10.Dockerfile"
  target     = "ml"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:12.5-3.10"]
  labels     = {
    "org.opencontainers.image.title" = "app ml"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:ml-12-5-3-10"]
}

target "ml-12-5-3-13-0rc1" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.5-python3.13.0rc1.Dockerfile"
  target     = "ml"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:12.5-3.13.0rc1"]
  labels     = {
    "org.opencontainers.image.title" = "app ml"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:ml-12-5-3-13-0rc1"]
}
