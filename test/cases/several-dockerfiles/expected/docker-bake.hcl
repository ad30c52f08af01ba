# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "none",
    "one-alpine",
    "one-debian",
    "two-3-12",
    "two-3-13-rc",
    "both-alpine-3-12",
    "both-alpine-3-13-rc",
    "both-debian-3-12",
    "both-debian-3-13-rc",
  ]
}

group "one" {
  targets = [
    "one-alpine",
    "one-debian",
  ]
}

group "two" {
  targets = [
    "two-3-12",
    "two-3-13-rc",
  ]
}

group "both" {
  targets = [
    "both-alpine-3-12",
    "both-alpine-3-13-rc",
    "both-debian-3-12",
    "both-debian-3-13-rc",
  ]
}

target "none" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "none"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:none"]
  labels     = {
    "org.opencontainers.image.title" = "app none"
  }
}

target "one-alpine" {
  context    = "."
  dockerfile = "dockerfiles/osalpine.Dockerfile"
  target     = "one"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:one-alpine"]
  labels     = {
    "org.opencontainers.image.title" = "app one"
  }
}

target "one-debian" {
  context    = "."
  dockerfile = "dockerfiles/osdebian.Dockerfile"
  target     = "one"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:one-debian"]
  labels     = {
    "org.opencontainers.image.title" = "app one"
  }
}

target "two-3-12" {
  context    = "."
  dockerfile = "dockerfiles/python3.12.Dockerfile"
  target     = "two"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:two-3.12"]
  labels     = {
    "org.opencontainers.image.title" = "app two"
  }
}

target "two-3-13-rc" {
  context    = "."
  dockerfile = "dockerfiles/python3.13_rc.Dockerfile"
  target     = "two"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:two-3.13-rc"]
  labels     = {
    "org.opencontainers.image.title" = "app two"
  }
}

target "both-alpine-3-12" {
  context    = "."
  dockerfile = "dockerfiles/osalpine-python3.12.Dockerfile"
  target     = "both"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:both-alpine-3.12"]
  labels     = {
    "org.opencontainers.image.title" = "app both"
  }
}

target "both-alpine-3-13-rc" {
  context    = "."
  dockerfile = "dockerfiles/osalpine-python3.13_rc.Dockerfile"
  target     = "both"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:both-alpine-3.13-rc"]
  labels     = {
    "org.opencontainers.image.title" = "app both"
  }
}

target "both-debian-3-12" {
  context    = "."
  dockerfile = "dockerfiles/osdebian-python3.12.Dockerfile"
  target     = "both"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:both-debian-3.12"]
  labels     = {
    "org.opencontainers.image.title" = "app both"
  }
}

target "both-debian-3-13-rc" {
  context    = "."
  dockerfile = "dockerfiles/osdebian-python3.13_rc.Dockerfile"
  target     = "both"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:both-debian-3.13-rc"]
  labels     = {
    "org.opencontainers.image.title" = "app both"
  }
}
