# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "app",
    "debug",
    "inner",
    "last",
    "named",
    "other-last",
    "tools",
    "whole",
  ]
}

target "app" {
  context    = "."
  dockerfile = "docker/Dockerfile"
  target     = "app"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:app"]
  labels     = {
    "org.opencontainers.image.title" = "app app"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:app"]
}

target "debug" {
  context    = "."
  dockerfile = "docker/Dockerfile"
  target     = "debug"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:debug"]
  labels     = {
    "org.opencontainers.image.title" = "app debug"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:debug"]
}

target "inner" {
  context    = "."
  dockerfile = "dockerfiles/inner.Dockerfile"
  target     = "inner"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:inner"]
  labels     = {
    "org.opencontainers.image.title" = "app inner"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:inner"]
}

target "last" {
  context    = "."
  dockerfile = "docker/Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:last"]
  labels     = {
    "org.opencontainers.image.title" = "app last"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:last"]
}

target "named" {
  context    = "."
  dockerfile = "dockerfiles/named.Dockerfile"
  target     = "inner"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:named"]
  labels     = {
    "org.opencontainers.image.title" = "app named"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:named"]
}

target "other-last" {
  context    = "."
  dockerfile = "docker/Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:other-last"]
  args       = {
    "LEVEL" = "2"
  }
  labels     = {
    "org.opencontainers.image.title" = "app other-last"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:other-last"]
}

target "tools" {
  context    = "."
  dockerfile = "docker/Dockerfile"
  target     = "builder"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:tools"]
  labels     = {
    "org.opencontainers.image.title" = "app tools"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:tools"]
}

target "whole" {
  context    = "."
  dockerfile = "dockerfiles/whole.Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:whole"]
  labels     = {
    "org.opencontainers.image.title" = "app whole"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:whole"]
}
