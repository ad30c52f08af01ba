# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-cpu",
    "base-cuda",
    "cross",
    "dev-cpu",
    "dev-cuda",
  ]
}

group "base" {
  targets = [
    "base-cpu",
    "base-cuda",
  ]
}

group "dev" {
  targets = [
    "dev-cpu",
    "dev-cuda",
  ]
}

target "base-cpu" {
  context    = "."
  dockerfile = "dockerfiles/devicecpu.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base-cpu"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-cpu"]
}

target "base-cuda" {
  context    = "."
  dockerfile = "dockerfiles/devicecuda.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base-cuda"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-cuda"]
}

target "cross" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "cross"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:cross"]
  labels     = {
    "org.opencontainers.image.title" = "app cross"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:cross"]
}

target "dev-cpu" {
  context    = "."
  dockerfile = "dockerfiles/devicecpu.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:dev-cpu"]
  labels     = {
    "org.opencontainers.image.title" = "app dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:dev-cpu"]
}

target "dev-cuda" {
  context    = "."
  dockerfile = "dockerfiles/devicecuda.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:dev-cuda"]
  labels     = {
    "org.opencontainers.image.title" = "app dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:dev-cuda"]
}
