# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "amd-3-12",
    "amd-3-13",
    "base-3-12",
    "base-3-13",
    "copy-3-12",
    "copy-3-13",
    "cross-3-12",
    "cross-3-13",
    "one-3-12",
    "one-3-13",
    "two-3-12",
    "two-3-13",
    "child-3-12",
    "child-3-13",
  ]
}

group "amd" {
  targets = [
    "amd-3-12",
    "amd-3-13",
  ]
}

group "base" {
  targets = [
    "base-3-12",
    "base-3-13",
  ]
}

group "copy" {
  targets = [
    "copy-3-12",
    "copy-3-13",
  ]
}

group "cross" {
  targets = [
    "cross-3-12",
    "cross-3-13",
  ]
}

group "one" {
  targets = [
    "one-3-12",
    "one-3-13",
  ]
}

group "two" {
  targets = [
    "two-3-12",
    "two-3-13",
  ]
}

group "child" {
  targets = [
    "child-3-12",
    "child-3-13",
  ]
}

target "amd-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "amd"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:amd-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app amd"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:amd-3-12"]
}

target "amd-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "amd"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:amd-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app amd"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:amd-3-13"]
}

target "base-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:base-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-12"]
}

target "base-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-13"]
}

target "copy-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "copy"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:copy-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-3-12"]
}

target "copy-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "copy"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:copy-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app copy"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:copy-3-13"]
}

target "cross-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "cross"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:cross-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app cross"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:cross-3-12"]
}

target "cross-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "cross"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:cross-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app cross"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:cross-3-13"]
}

target "one-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "one"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:one-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "OS" = "12"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app one"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:one-3-12"]
}

target "one-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "one"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:one-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "OS" = "12"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app one"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:one-3-13"]
}

target "two-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "two"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:two-3.12"]
  args       = {
    "BASE_IMAGE" = "debian"
    "OS" = "13"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app two"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:two-3-12"]
}

target "two-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "two"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:two-3.13"]
  args       = {
    "BASE_IMAGE" = "debian"
    "OS" = "13"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app two"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:two-3-13"]
}

target "child-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "child"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:child-3.12"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.12"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app child"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:child-3-12"]
}

target "child-3-13" {
  context    = "."
  dockerfile = "dockerfiles/python3.13.Dockerfile"
  target     = "child"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
  ]
  tags       = ["ghcr.io/org/app:child-3.13"]
  args       = {
    "BASE_IMAGE" = "ghcr.io/org/debian"
    "TAG" = "12-py3.13"
    "UNUSED" = "it's for COPY"
  }
  labels     = {
    "org.opencontainers.image.title" = "app child"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:child-3-13"]
}
