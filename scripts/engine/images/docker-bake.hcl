# Stand-ins for images that cannot be pulled here, under the names that Dockerfiles use.
# Platforms and paths as in the real ones; the contents are Debian's packages.

variable "HERE" {}
variable "REGISTRY" {}
variable "ROOTFS" {}
variable "PIP" {}
variable "UV" {}
variable "UV_VERSION" {}
variable "FRONTEND" {}

group "bases" {
  targets = ["debian", "python", "cuda"]
}

target "_both" {
  platforms = ["linux/amd64", "linux/arm64"]
}

target "debian" {
  inherits   = ["_both"]
  context    = "${ROOTFS}"
  dockerfile = "${HERE}/debian.Dockerfile"
  tags       = ["${REGISTRY}/library/debian:bookworm-slim"]
}

target "python" {
  inherits   = ["_both"]
  contexts   = { debian = "target:debian" }
  context    = "${PIP}"
  dockerfile = "${HERE}/python.Dockerfile"
  tags = [
    "${REGISTRY}/library/python:3.11-slim-bookworm",
    "${REGISTRY}/library/python:3.11-bookworm",
  ]
}

target "cuda" {
  platforms  = ["linux/amd64"]
  contexts   = { debian = "target:debian" }
  dockerfile = "${HERE}/cuda.Dockerfile"
  tags       = ["${REGISTRY}/nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04"]
}

target "frontend" {
  context    = "${FRONTEND}"
  dockerfile = "${HERE}/frontend.Dockerfile"
  tags       = ["${REGISTRY}/docker/dockerfile:1"]
}

target "scanner" {
  context    = "${HERE}/scanner"
  dockerfile = "${HERE}/scanner.Dockerfile"
  tags       = ["${REGISTRY}/docker/buildkit-syft-scanner:stable-1"]
}

target "uv" {
  inherits   = ["_both"]
  context    = "${UV}"
  dockerfile = "${HERE}/uv.Dockerfile"
  tags = [
    "${REGISTRY}/astral-sh/uv:latest",
    "${REGISTRY}/astral-sh/uv:${UV_VERSION}",
  ]
}
