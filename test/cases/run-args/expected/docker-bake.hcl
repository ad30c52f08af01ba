# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base",
    "old",
  ]
}

target "base" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base"]
  args       = {
    "FLAVOUR" = "base"
  }
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base"]
}

target "old" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "old"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:old"]
  args       = {
    "PACKAGE_VERSION" = "1.0"
  }
  labels     = {
    "org.opencontainers.image.title" = "app old"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:old"]
}
