# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "torch-cpu",
    "torch-cu121",
    "torch-rocm6-2",
  ]
}

group "torch" {
  targets = [
    "torch-cpu",
    "torch-cu121",
    "torch-rocm6-2",
  ]
}

target "torch-cpu" {
  context    = "."
  dockerfile = "dockerfiles/devicecpu.Dockerfile"
  target     = "torch"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:torch-cpu"]
  args       = {
    "INDEX" = "https://idx.test/simple"
  }
  labels     = {
    "org.opencontainers.image.title" = "app torch"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:torch-cpu"]
}

target "torch-cu121" {
  context    = "."
  dockerfile = "dockerfiles/devicecu121.Dockerfile"
  target     = "torch"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:torch-cu121"]
  args       = {
    "INDEX" = "https://download.pytorch.org/whl/cu121"
  }
  labels     = {
    "org.opencontainers.image.title" = "app torch"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:torch-cu121"]
}

target "torch-rocm6-2" {
  context    = "."
  dockerfile = "dockerfiles/devicerocm6.2.Dockerfile"
  target     = "torch"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:torch-rocm6.2"]
  args       = {
    "INDEX" = "https://idx.test/simple"
  }
  labels     = {
    "org.opencontainers.image.title" = "app torch"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:torch-rocm6-2"]
}
