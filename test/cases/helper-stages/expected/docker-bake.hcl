# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base",
    "full",
  ]
}

target "base" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base"]
}

target "full" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "full"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:full"]
  labels     = {
    "org.opencontainers.image.title" = "app full"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:full"]
}
