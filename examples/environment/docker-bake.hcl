# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "extras",
    "frozen",
    "mounted",
    "own",
    "packages",
    "plain",
    "workspace",
  ]
}

target "extras" {
  context    = "."
  dockerfile = "dockerfiles/extras.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:extras"]
  labels     = {
    "org.opencontainers.image.title" = "task extras"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:extras"]
}

target "frozen" {
  context    = "."
  dockerfile = "dockerfiles/frozen.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:frozen"]
  labels     = {
    "org.opencontainers.image.title" = "task frozen"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:frozen"]
}

target "mounted" {
  context    = "."
  dockerfile = "dockerfiles/mounted.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:mounted"]
  labels     = {
    "org.opencontainers.image.title" = "task mounted"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:mounted"]
}

target "own" {
  context    = "."
  dockerfile = "own.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:own"]
  labels     = {
    "org.opencontainers.image.title" = "task own"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:own"]
}

target "packages" {
  context    = "."
  dockerfile = "dockerfiles/packages.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:packages"]
  labels     = {
    "org.opencontainers.image.title" = "task packages"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:packages"]
}

target "plain" {
  context    = "."
  dockerfile = "dockerfiles/plain.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:plain"]
  labels     = {
    "org.opencontainers.image.title" = "task plain"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:plain"]
}

target "workspace" {
  context    = "."
  dockerfile = "dockerfiles/workspace.Dockerfile"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/task:workspace"]
  labels     = {
    "org.opencontainers.image.title" = "task workspace"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/task-cache:workspace"]
}
