# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-false-alpine",
    "base-false-debian",
    "base-true-alpine",
    "base-true-debian",
    "copy-false-alpine",
    "copy-false-debian",
    "copy-true-alpine",
    "copy-true-debian",
  ]
}

group "base" {
  targets = [
    "base-false-alpine",
    "base-false-debian",
    "base-true-alpine",
    "base-true-debian",
  ]
}

group "copy" {
  targets = [
    "copy-false-alpine",
    "copy-false-debian",
    "copy-true-alpine",
    "copy-true-debian",
  ]
}

target "base-false-alpine" {
  context    = "."
  dockerfile = "dockerfiles/efafalse-osalpine.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base-alpine"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-false-alpine"]
}

target "base-false-debian" {
  context    = "."
  dockerfile = "dockerfiles/efafalse-osdebian.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = [
    "ghcr.io/org/app:base-debian",
    "ghcr.io/org/app:debian-arm-false",
  ]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-false-debian"]
}

target "base-true-alpine" {
  context    = "."
  dockerfile = "dockerfiles/efatrue-osalpine.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = [
    "ghcr.io/org/app:base-alpine-efa",
    "ghcr.io/org/app:alpine-efa",
  ]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-true-alpine"]
}

target "base-true-debian" {
  context    = "."
  dockerfile = "dockerfiles/efatrue-osdebian.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = [
    "ghcr.io/org/app:base-debian-efa",
    "ghcr.io/org/app:debian-arm-true",
    "ghcr.io/org/app:debian-efa",
  ]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-true-debian"]
}

target "copy-false-alpine" {
  context    = "."
  dockerfile = "dockerfiles/efafalse-osalpine.Dockerfile"
  target     = "copy"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:copy-alpine-false"]
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-false-alpine"]
}

target "copy-false-debian" {
  context    = "."
  dockerfile = "dockerfiles/efafalse-osdebian.Dockerfile"
  target     = "copy"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:copy-debian-false"]
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-false-debian"]
}

target "copy-true-alpine" {
  context    = "."
  dockerfile = "dockerfiles/efatrue-osalpine.Dockerfile"
  target     = "copy"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:copy-alpine-true"]
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-true-alpine"]
}

target "copy-true-debian" {
  context    = "."
  dockerfile = "dockerfiles/efatrue-osdebian.Dockerfile"
  target     = "copy"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:copy-debian-true"]
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-true-debian"]
}
