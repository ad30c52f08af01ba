# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base",
    "other",
  ]
}

target "base" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base"]
  args       = {
    "A" = "1"
    "B" = "3"
  }
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base"]
}

target "other" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "other"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:other"]
  args       = {
    "A" = "true"
    "B" = "2"
  }
  labels     = {
    "org.opencontainers.image.title" = "app other"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:other"]
}
