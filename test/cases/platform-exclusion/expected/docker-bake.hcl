# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-bookworm",
    "base-bullseye",
    "full-bookworm",
    "full-bullseye",
    "only-bookworm",
  ]
}

group "base" {
  targets = [
    "base-bookworm",
    "base-bullseye",
  ]
}

group "full" {
  targets = [
    "full-bookworm",
    "full-bullseye",
  ]
}

group "only" {
  targets = ["only-bookworm"]
}

target "base-bookworm" {
  context    = "."
  dockerfile = "dockerfiles/osbookworm.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:base-bookworm"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-bookworm"]
}

target "base-bullseye" {
  context    = "."
  dockerfile = "dockerfiles/osbullseye.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:base-bullseye"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-bullseye"]
}

target "full-bookworm" {
  context    = "."
  dockerfile = "dockerfiles/osbookworm.Dockerfile"
  target     = "full"
  platforms  = [
    "linux/amd64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:full-bookworm"]
  labels     = {
    "org.opencontainers.image.title" = "app full"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:full-bookworm"]
}

target "full-bullseye" {
  context    = "."
  dockerfile = "dockerfiles/osbullseye.Dockerfile"
  target     = "full"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:full-bullseye"]
  labels     = {
    "org.opencontainers.image.title" = "app full"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:full-bullseye"]
}

target "only-bookworm" {
  context    = "."
  dockerfile = "dockerfiles/osbookworm.Dockerfile"
  target     = "only"
  platforms  = ["linux/arm/v7"]
  tags       = ["ghcr.io/org/app:only-bookworm"]
  labels     = {
    "org.opencontainers.image.title" = "app only"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:only-bookworm"]
}
