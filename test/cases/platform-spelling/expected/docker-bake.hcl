# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-alpine",
    "base-debian",
  ]
}

group "base" {
  targets = [
    "base-alpine",
    "base-debian",
  ]
}

target "base-alpine" {
  context    = "."
  dockerfile = "dockerfiles/osalpine.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm/v7",
    "linux/riscv64",
  ]
  tags       = ["ghcr.io/org/app:alpine"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-alpine"]
}

target "base-debian" {
  context    = "."
  dockerfile = "dockerfiles/osdebian.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/riscv64",
  ]
  tags       = ["ghcr.io/org/app:debian"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-debian"]
}
