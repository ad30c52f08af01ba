# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "base-3-9",
    "base-3-10",
    "base-3-12",
    "tools",
    "gpu-3-9-11-8",
    "gpu-3-9-12-4",
    "gpu-3-10-11-8",
    "gpu-3-10-12-4",
    "gpu-3-12-11-8",
    "gpu-3-12-12-4",
    "notebook-3-9-11-8",
    "notebook-3-9-12-4",
    "notebook-3-10-11-8",
    "notebook-3-10-12-4",
    "notebook-3-12-11-8",
    "notebook-3-12-12-4",
  ]
}

group "base" {
  targets = [
    "base-3-9",
    "base-3-10",
    "base-3-12",
  ]
}

group "gpu" {
  targets = [
    "gpu-3-9-11-8",
    "gpu-3-9-12-4",
    "gpu-3-10-11-8",
    "gpu-3-10-12-4",
    "gpu-3-12-11-8",
    "gpu-3-12-12-4",
  ]
}

group "notebook" {
  targets = [
    "notebook-3-9-11-8",
    "notebook-3-9-12-4",
    "notebook-3-10-11-8",
    "notebook-3-10-12-4",
    "notebook-3-12-11-8",
    "notebook-3-12-12-4",
  ]
}

target "base-3-9" {
  context    = "."
  dockerfile = "dockerfiles/python3.9.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:3.9"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-9"]
}

target "base-3-10" {
  context    = "."
  dockerfile = "dockerfiles/python3.10.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:3.10"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-10"]
}

target "base-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "base"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:3.12"]
  labels     = {
    "org.opencontainers.image.title" = "app base"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base-3-12"]
}

target "tools" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "tools"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/app:tools"]
  labels     = {
    "org.opencontainers.image.title" = "app tools"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:tools"]
}

target "gpu-3-9-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.9.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.9-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-9-11-8"]
}

target "gpu-3-9-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.9.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.9-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-9-12-4"]
}

target "gpu-3-10-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.10.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.10-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-10-11-8"]
}

target "gpu-3-10-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.10.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.10-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-10-12-4"]
}

target "gpu-3-12-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.12.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.12-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-12-11-8"]
}

target "gpu-3-12-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.12.Dockerfile"
  target     = "gpu"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:3.12-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app gpu"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:gpu-3-12-12-4"]
}

target "notebook-3-9-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.9.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.9-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-9-11-8"]
}

target "notebook-3-9-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.9.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.9-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-9-12-4"]
}

target "notebook-3-10-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.10.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.10-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-10-11-8"]
}

target "notebook-3-10-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.10.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.10-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-10-12-4"]
}

target "notebook-3-12-11-8" {
  context    = "."
  dockerfile = "dockerfiles/cuda11.8-python3.12.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.12-cuda11.8"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-12-11-8"]
}

target "notebook-3-12-12-4" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-python3.12.Dockerfile"
  target     = "notebook"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:notebook-3.12-cuda12.4"]
  labels     = {
    "org.opencontainers.image.title" = "app notebook"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:notebook-3-12-12-4"]
}
