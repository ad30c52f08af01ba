# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base",
    "ml",
    "full",
    "jupyter",
  ]
}

target "base" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/dimtensor:base"]
  labels     = {
    "org.opencontainers.image.description" = "The package and NumPy 1.x"
    "org.opencontainers.image.licenses" = "MIT"
    "org.opencontainers.image.title" = "dimtensor base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/dimtensor-cache:base"]
}

target "ml" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "ml"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/dimtensor:ml"]
  labels     = {
    "org.opencontainers.image.description" = "The package with PyTorch and JAX for CUDA 12.1"
    "org.opencontainers.image.licenses" = "MIT"
    "org.opencontainers.image.title" = "dimtensor ml"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/dimtensor-cache:ml"]
}

target "full" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "full"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/dimtensor:full"]
  labels     = {
    "org.opencontainers.image.description" = "The package with all of its extras"
    "org.opencontainers.image.licenses" = "MIT"
    "org.opencontainers.image.title" = "dimtensor full"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/dimtensor-cache:full"]
}

target "jupyter" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "jupyter"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/dimtensor:jupyter"]
  labels     = {
    "org.opencontainers.image.description" = "JupyterLab with the package and all of its extras"
    "org.opencontainers.image.licenses" = "MIT"
    "org.opencontainers.image.title" = "dimtensor jupyter"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/dimtensor-cache:jupyter"]
}
