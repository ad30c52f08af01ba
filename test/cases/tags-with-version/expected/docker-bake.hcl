# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-3-11",
    "base-3-12",
    "slim-3-11",
    "slim-3-12",
    "tool",
  ]
}

group "base" {
  targets = [
    "base-3-11",
    "base-3-12",
  ]
}

group "slim" {
  targets = [
    "slim-3-11",
    "slim-3-12",
  ]
}

target "base-3-11" {
  context    = "."
  dockerfile = "dockerfiles/python3.11.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base-3.11"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-11"]
}

target "base-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-12"]
}

target "slim-3-11" {
  context    = "."
  dockerfile = "dockerfiles/python3.11.Dockerfile"
  target     = "slim"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:slim-3.11"]
  labels     = {
    "org.opencontainers.image.title" = "app slim"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:slim-3-11"]
}

target "slim-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "slim"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:slim-3.12"]
  labels     = {
    "org.opencontainers.image.title" = "app slim"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:slim-3-12"]
}

target "tool" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "tool"
  platforms  = ["linux/amd64"]
  tags       = [
    "ghcr.io/org/app:tool",
    "ghcr.io/org/app:latest",
  ]
  labels     = {
    "org.opencontainers.image.title" = "app tool"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:tool"]
}
