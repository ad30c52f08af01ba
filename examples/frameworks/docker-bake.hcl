# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = [
    "bundle-vllm-cpu-none-debian12",
    "bundle-vllm-cpu-none-ubuntu24-04",
    "bundle-vllm-cuda-12-6-ubuntu24-04",
    "bundle-vllm-cuda-12-8-ubuntu24-04",
    "bundle-vllm-cuda-12-9-ubuntu24-04",
    "bundle-vllm-cuda-13-0-ubuntu24-04",
    "bundle-vllm-rocm-none-ubuntu24-04",
    "bundle-vllm-xpu-none-ubuntu24-04",
    "dev-sglang-cpu-none-debian12",
    "dev-sglang-cpu-none-rocky9",
    "dev-sglang-cpu-none-ubi9",
    "dev-sglang-cpu-none-ubuntu22-04",
    "dev-sglang-cpu-none-ubuntu24-04",
    "dev-sglang-cuda-12-6-rocky9",
    "dev-sglang-cuda-12-6-ubi9",
    "dev-sglang-cuda-12-6-ubuntu22-04",
    "dev-sglang-cuda-12-6-ubuntu24-04",
    "dev-sglang-cuda-12-8-rocky9",
    "dev-sglang-cuda-12-8-ubi9",
    "dev-sglang-cuda-12-8-ubuntu22-04",
    "dev-sglang-cuda-12-8-ubuntu24-04",
    "dev-sglang-cuda-12-9-rocky9",
    "dev-sglang-cuda-12-9-ubi9",
    "dev-sglang-cuda-12-9-ubuntu22-04",
    "dev-sglang-cuda-12-9-ubuntu24-04",
    "dev-sglang-cuda-13-0-rocky9",
    "dev-sglang-cuda-13-0-ubi9",
    "dev-sglang-cuda-13-0-ubuntu22-04",
    "dev-sglang-cuda-13-0-ubuntu24-04",
    "dev-sglang-rocm-none-ubuntu22-04",
    "dev-sglang-rocm-none-ubuntu24-04",
    "dev-trtllm-cuda-12-8-rocky9",
    "dev-trtllm-cuda-12-8-ubi9",
    "dev-trtllm-cuda-12-8-ubuntu22-04",
    "dev-trtllm-cuda-12-8-ubuntu24-04",
    "dev-trtllm-cuda-12-9-rocky9",
    "dev-trtllm-cuda-12-9-ubi9",
    "dev-trtllm-cuda-12-9-ubuntu22-04",
    "dev-trtllm-cuda-12-9-ubuntu24-04",
    "dev-trtllm-cuda-13-0-rocky9",
    "dev-trtllm-cuda-13-0-ubi9",
    "dev-trtllm-cuda-13-0-ubuntu22-04",
    "dev-trtllm-cuda-13-0-ubuntu24-04",
    "dev-vllm-cpu-none-debian12",
    "dev-vllm-cpu-none-rocky9",
    "dev-vllm-cpu-none-ubi9",
    "dev-vllm-cpu-none-ubuntu22-04",
    "dev-vllm-cpu-none-ubuntu24-04",
    "dev-vllm-cuda-12-4-rocky9",
    "dev-vllm-cuda-12-4-ubi9",
    "dev-vllm-cuda-12-4-ubuntu22-04",
    "dev-vllm-cuda-12-6-rocky9",
    "dev-vllm-cuda-12-6-ubi9",
    "dev-vllm-cuda-12-6-ubuntu22-04",
    "dev-vllm-cuda-12-6-ubuntu24-04",
    "dev-vllm-cuda-12-8-rocky9",
    "dev-vllm-cuda-12-8-ubi9",
    "dev-vllm-cuda-12-8-ubuntu22-04",
    "dev-vllm-cuda-12-8-ubuntu24-04",
    "dev-vllm-cuda-12-9-rocky9",
    "dev-vllm-cuda-12-9-ubi9",
    "dev-vllm-cuda-12-9-ubuntu22-04",
    "dev-vllm-cuda-12-9-ubuntu24-04",
    "dev-vllm-cuda-13-0-rocky9",
    "dev-vllm-cuda-13-0-ubi9",
    "dev-vllm-cuda-13-0-ubuntu22-04",
    "dev-vllm-cuda-13-0-ubuntu24-04",
    "dev-vllm-rocm-none-ubuntu22-04",
    "dev-vllm-rocm-none-ubuntu24-04",
    "dev-vllm-xpu-none-ubuntu22-04",
    "dev-vllm-xpu-none-ubuntu24-04",
    "runtime-sglang-cpu-none-debian12",
    "runtime-sglang-cpu-none-rocky9",
    "runtime-sglang-cpu-none-ubi9",
    "runtime-sglang-cpu-none-ubuntu22-04",
    "runtime-sglang-cpu-none-ubuntu24-04",
    "runtime-sglang-cuda-12-6-rocky9",
    "runtime-sglang-cuda-12-6-ubi9",
    "runtime-sglang-cuda-12-6-ubuntu22-04",
    "runtime-sglang-cuda-12-6-ubuntu24-04",
    "runtime-sglang-cuda-12-8-rocky9",
    "runtime-sglang-cuda-12-8-ubi9",
    "runtime-sglang-cuda-12-8-ubuntu22-04",
    "runtime-sglang-cuda-12-8-ubuntu24-04",
    "runtime-sglang-cuda-12-9-rocky9",
    "runtime-sglang-cuda-12-9-ubi9",
    "runtime-sglang-cuda-12-9-ubuntu22-04",
    "runtime-sglang-cuda-12-9-ubuntu24-04",
    "runtime-sglang-cuda-13-0-rocky9",
    "runtime-sglang-cuda-13-0-ubi9",
    "runtime-sglang-cuda-13-0-ubuntu22-04",
    "runtime-sglang-cuda-13-0-ubuntu24-04",
    "runtime-sglang-rocm-none-ubuntu22-04",
    "runtime-sglang-rocm-none-ubuntu24-04",
    "runtime-trtllm-cuda-12-8-rocky9",
    "runtime-trtllm-cuda-12-8-ubi9",
    "runtime-trtllm-cuda-12-8-ubuntu22-04",
    "runtime-trtllm-cuda-12-8-ubuntu24-04",
    "runtime-trtllm-cuda-12-9-rocky9",
    "runtime-trtllm-cuda-12-9-ubi9",
    "runtime-trtllm-cuda-12-9-ubuntu22-04",
    "runtime-trtllm-cuda-12-9-ubuntu24-04",
    "runtime-trtllm-cuda-13-0-rocky9",
    "runtime-trtllm-cuda-13-0-ubi9",
    "runtime-trtllm-cuda-13-0-ubuntu22-04",
    "runtime-trtllm-cuda-13-0-ubuntu24-04",
    "runtime-vllm-cpu-none-debian12",
    "runtime-vllm-cpu-none-rocky9",
    "runtime-vllm-cpu-none-ubi9",
    "runtime-vllm-cpu-none-ubuntu22-04",
    "runtime-vllm-cpu-none-ubuntu24-04",
    "runtime-vllm-cuda-12-4-rocky9",
    "runtime-vllm-cuda-12-4-ubi9",
    "runtime-vllm-cuda-12-4-ubuntu22-04",
    "runtime-vllm-cuda-12-6-rocky9",
    "runtime-vllm-cuda-12-6-ubi9",
    "runtime-vllm-cuda-12-6-ubuntu22-04",
    "runtime-vllm-cuda-12-6-ubuntu24-04",
    "runtime-vllm-cuda-12-8-rocky9",
    "runtime-vllm-cuda-12-8-ubi9",
    "runtime-vllm-cuda-12-8-ubuntu22-04",
    "runtime-vllm-cuda-12-8-ubuntu24-04",
    "runtime-vllm-cuda-12-9-rocky9",
    "runtime-vllm-cuda-12-9-ubi9",
    "runtime-vllm-cuda-12-9-ubuntu22-04",
    "runtime-vllm-cuda-12-9-ubuntu24-04",
    "runtime-vllm-cuda-13-0-rocky9",
    "runtime-vllm-cuda-13-0-ubi9",
    "runtime-vllm-cuda-13-0-ubuntu22-04",
    "runtime-vllm-cuda-13-0-ubuntu24-04",
    "runtime-vllm-rocm-none-ubuntu22-04",
    "runtime-vllm-rocm-none-ubuntu24-04",
    "runtime-vllm-xpu-none-ubuntu22-04",
    "runtime-vllm-xpu-none-ubuntu24-04",
    "wheels-debian12",
    "wheels-rocky9",
    "wheels-ubi9",
    "wheels-ubuntu22-04",
    "wheels-ubuntu24-04",
    "local-dev-sglang-cpu-none-debian12",
    "local-dev-sglang-cpu-none-rocky9",
    "local-dev-sglang-cpu-none-ubi9",
    "local-dev-sglang-cpu-none-ubuntu22-04",
    "local-dev-sglang-cpu-none-ubuntu24-04",
    "local-dev-sglang-cuda-12-6-rocky9",
    "local-dev-sglang-cuda-12-6-ubi9",
    "local-dev-sglang-cuda-12-6-ubuntu22-04",
    "local-dev-sglang-cuda-12-6-ubuntu24-04",
    "local-dev-sglang-cuda-12-8-rocky9",
    "local-dev-sglang-cuda-12-8-ubi9",
    "local-dev-sglang-cuda-12-8-ubuntu22-04",
    "local-dev-sglang-cuda-12-8-ubuntu24-04",
    "local-dev-sglang-cuda-12-9-rocky9",
    "local-dev-sglang-cuda-12-9-ubi9",
    "local-dev-sglang-cuda-12-9-ubuntu22-04",
    "local-dev-sglang-cuda-12-9-ubuntu24-04",
    "local-dev-sglang-cuda-13-0-rocky9",
    "local-dev-sglang-cuda-13-0-ubi9",
    "local-dev-sglang-cuda-13-0-ubuntu22-04",
    "local-dev-sglang-cuda-13-0-ubuntu24-04",
    "local-dev-sglang-rocm-none-ubuntu22-04",
    "local-dev-sglang-rocm-none-ubuntu24-04",
    "local-dev-trtllm-cuda-12-8-rocky9",
    "local-dev-trtllm-cuda-12-8-ubi9",
    "local-dev-trtllm-cuda-12-8-ubuntu22-04",
    "local-dev-trtllm-cuda-12-8-ubuntu24-04",
    "local-dev-trtllm-cuda-12-9-rocky9",
    "local-dev-trtllm-cuda-12-9-ubi9",
    "local-dev-trtllm-cuda-12-9-ubuntu22-04",
    "local-dev-trtllm-cuda-12-9-ubuntu24-04",
    "local-dev-trtllm-cuda-13-0-rocky9",
    "local-dev-trtllm-cuda-13-0-ubi9",
    "local-dev-trtllm-cuda-13-0-ubuntu22-04",
    "local-dev-trtllm-cuda-13-0-ubuntu24-04",
    "local-dev-vllm-cpu-none-debian12",
    "local-dev-vllm-cpu-none-rocky9",
    "local-dev-vllm-cpu-none-ubi9",
    "local-dev-vllm-cpu-none-ubuntu22-04",
    "local-dev-vllm-cpu-none-ubuntu24-04",
    "local-dev-vllm-cuda-12-4-rocky9",
    "local-dev-vllm-cuda-12-4-ubi9",
    "local-dev-vllm-cuda-12-4-ubuntu22-04",
    "local-dev-vllm-cuda-12-6-rocky9",
    "local-dev-vllm-cuda-12-6-ubi9",
    "local-dev-vllm-cuda-12-6-ubuntu22-04",
    "local-dev-vllm-cuda-12-6-ubuntu24-04",
    "local-dev-vllm-cuda-12-8-rocky9",
    "local-dev-vllm-cuda-12-8-ubi9",
    "local-dev-vllm-cuda-12-8-ubuntu22-04",
    "local-dev-vllm-cuda-12-8-ubuntu24-04",
    "local-dev-vllm-cuda-12-9-rocky9",
    "local-dev-vllm-cuda-12-9-ubi9",
    "local-dev-vllm-cuda-12-9-ubuntu22-04",
    "local-dev-vllm-cuda-12-9-ubuntu24-04",
    "local-dev-vllm-cuda-13-0-rocky9",
    "local-dev-vllm-cuda-13-0-ubi9",
    "local-dev-vllm-cuda-13-0-ubuntu22-04",
    "local-dev-vllm-cuda-13-0-ubuntu24-04",
    "local-dev-vllm-rocm-none-ubuntu22-04",
    "local-dev-vllm-rocm-none-ubuntu24-04",
    "local-dev-vllm-xpu-none-ubuntu22-04",
    "local-dev-vllm-xpu-none-ubuntu24-04",
  ]
}

group "bundle" {
  targets = [
    "bundle-vllm-cpu-none-debian12",
    "bundle-vllm-cpu-none-ubuntu24-04",
    "bundle-vllm-cuda-12-6-ubuntu24-04",
    "bundle-vllm-cuda-12-8-ubuntu24-04",
    "bundle-vllm-cuda-12-9-ubuntu24-04",
    "bundle-vllm-cuda-13-0-ubuntu24-04",
    "bundle-vllm-rocm-none-ubuntu24-04",
    "bundle-vllm-xpu-none-ubuntu24-04",
  ]
}

group "dev" {
  targets = [
    "dev-sglang-cpu-none-debian12",
    "dev-sglang-cpu-none-rocky9",
    "dev-sglang-cpu-none-ubi9",
    "dev-sglang-cpu-none-ubuntu22-04",
    "dev-sglang-cpu-none-ubuntu24-04",
    "dev-sglang-cuda-12-6-rocky9",
    "dev-sglang-cuda-12-6-ubi9",
    "dev-sglang-cuda-12-6-ubuntu22-04",
    "dev-sglang-cuda-12-6-ubuntu24-04",
    "dev-sglang-cuda-12-8-rocky9",
    "dev-sglang-cuda-12-8-ubi9",
    "dev-sglang-cuda-12-8-ubuntu22-04",
    "dev-sglang-cuda-12-8-ubuntu24-04",
    "dev-sglang-cuda-12-9-rocky9",
    "dev-sglang-cuda-12-9-ubi9",
    "dev-sglang-cuda-12-9-ubuntu22-04",
    "dev-sglang-cuda-12-9-ubuntu24-04",
    "dev-sglang-cuda-13-0-rocky9",
    "dev-sglang-cuda-13-0-ubi9",
    "dev-sglang-cuda-13-0-ubuntu22-04",
    "dev-sglang-cuda-13-0-ubuntu24-04",
    "dev-sglang-rocm-none-ubuntu22-04",
    "dev-sglang-rocm-none-ubuntu24-04",
    "dev-trtllm-cuda-12-8-rocky9",
    "dev-trtllm-cuda-12-8-ubi9",
    "dev-trtllm-cuda-12-8-ubuntu22-04",
    "dev-trtllm-cuda-12-8-ubuntu24-04",
    "dev-trtllm-cuda-12-9-rocky9",
    "dev-trtllm-cuda-12-9-ubi9",
    "dev-trtllm-cuda-12-9-ubuntu22-04",
    "dev-trtllm-cuda-12-9-ubuntu24-04",
    "dev-trtllm-cuda-13-0-rocky9",
    "dev-trtllm-cuda-13-0-ubi9",
    "dev-trtllm-cuda-13-0-ubuntu22-04",
    "dev-trtllm-cuda-13-0-ubuntu24-04",
    "dev-vllm-cpu-none-debian12",
    "dev-vllm-cpu-none-rocky9",
    "dev-vllm-cpu-none-ubi9",
    "dev-vllm-cpu-none-ubuntu22-04",
    "dev-vllm-cpu-none-ubuntu24-04",
    "dev-vllm-cuda-12-4-rocky9",
    "dev-vllm-cuda-12-4-ubi9",
    "dev-vllm-cuda-12-4-ubuntu22-04",
    "dev-vllm-cuda-12-6-rocky9",
    "dev-vllm-cuda-12-6-ubi9",
    "dev-vllm-cuda-12-6-ubuntu22-04",
    "dev-vllm-cuda-12-6-ubuntu24-04",
    "dev-vllm-cuda-12-8-rocky9",
    "dev-vllm-cuda-12-8-ubi9",
    "dev-vllm-cuda-12-8-ubuntu22-04",
    "dev-vllm-cuda-12-8-ubuntu24-04",
    "dev-vllm-cuda-12-9-rocky9",
    "dev-vllm-cuda-12-9-ubi9",
    "dev-vllm-cuda-12-9-ubuntu22-04",
    "dev-vllm-cuda-12-9-ubuntu24-04",
    "dev-vllm-cuda-13-0-rocky9",
    "dev-vllm-cuda-13-0-ubi9",
    "dev-vllm-cuda-13-0-ubuntu22-04",
    "dev-vllm-cuda-13-0-ubuntu24-04",
    "dev-vllm-rocm-none-ubuntu22-04",
    "dev-vllm-rocm-none-ubuntu24-04",
    "dev-vllm-xpu-none-ubuntu22-04",
    "dev-vllm-xpu-none-ubuntu24-04",
  ]
}

group "runtime" {
  targets = [
    "runtime-sglang-cpu-none-debian12",
    "runtime-sglang-cpu-none-rocky9",
    "runtime-sglang-cpu-none-ubi9",
    "runtime-sglang-cpu-none-ubuntu22-04",
    "runtime-sglang-cpu-none-ubuntu24-04",
    "runtime-sglang-cuda-12-6-rocky9",
    "runtime-sglang-cuda-12-6-ubi9",
    "runtime-sglang-cuda-12-6-ubuntu22-04",
    "runtime-sglang-cuda-12-6-ubuntu24-04",
    "runtime-sglang-cuda-12-8-rocky9",
    "runtime-sglang-cuda-12-8-ubi9",
    "runtime-sglang-cuda-12-8-ubuntu22-04",
    "runtime-sglang-cuda-12-8-ubuntu24-04",
    "runtime-sglang-cuda-12-9-rocky9",
    "runtime-sglang-cuda-12-9-ubi9",
    "runtime-sglang-cuda-12-9-ubuntu22-04",
    "runtime-sglang-cuda-12-9-ubuntu24-04",
    "runtime-sglang-cuda-13-0-rocky9",
    "runtime-sglang-cuda-13-0-ubi9",
    "runtime-sglang-cuda-13-0-ubuntu22-04",
    "runtime-sglang-cuda-13-0-ubuntu24-04",
    "runtime-sglang-rocm-none-ubuntu22-04",
    "runtime-sglang-rocm-none-ubuntu24-04",
    "runtime-trtllm-cuda-12-8-rocky9",
    "runtime-trtllm-cuda-12-8-ubi9",
    "runtime-trtllm-cuda-12-8-ubuntu22-04",
    "runtime-trtllm-cuda-12-8-ubuntu24-04",
    "runtime-trtllm-cuda-12-9-rocky9",
    "runtime-trtllm-cuda-12-9-ubi9",
    "runtime-trtllm-cuda-12-9-ubuntu22-04",
    "runtime-trtllm-cuda-12-9-ubuntu24-04",
    "runtime-trtllm-cuda-13-0-rocky9",
    "runtime-trtllm-cuda-13-0-ubi9",
    "runtime-trtllm-cuda-13-0-ubuntu22-04",
    "runtime-trtllm-cuda-13-0-ubuntu24-04",
    "runtime-vllm-cpu-none-debian12",
    "runtime-vllm-cpu-none-rocky9",
    "runtime-vllm-cpu-none-ubi9",
    "runtime-vllm-cpu-none-ubuntu22-04",
    "runtime-vllm-cpu-none-ubuntu24-04",
    "runtime-vllm-cuda-12-4-rocky9",
    "runtime-vllm-cuda-12-4-ubi9",
    "runtime-vllm-cuda-12-4-ubuntu22-04",
    "runtime-vllm-cuda-12-6-rocky9",
    "runtime-vllm-cuda-12-6-ubi9",
    "runtime-vllm-cuda-12-6-ubuntu22-04",
    "runtime-vllm-cuda-12-6-ubuntu24-04",
    "runtime-vllm-cuda-12-8-rocky9",
    "runtime-vllm-cuda-12-8-ubi9",
    "runtime-vllm-cuda-12-8-ubuntu22-04",
    "runtime-vllm-cuda-12-8-ubuntu24-04",
    "runtime-vllm-cuda-12-9-rocky9",
    "runtime-vllm-cuda-12-9-ubi9",
    "runtime-vllm-cuda-12-9-ubuntu22-04",
    "runtime-vllm-cuda-12-9-ubuntu24-04",
    "runtime-vllm-cuda-13-0-rocky9",
    "runtime-vllm-cuda-13-0-ubi9",
    "runtime-vllm-cuda-13-0-ubuntu22-04",
    "runtime-vllm-cuda-13-0-ubuntu24-04",
    "runtime-vllm-rocm-none-ubuntu22-04",
    "runtime-vllm-rocm-none-ubuntu24-04",
    "runtime-vllm-xpu-none-ubuntu22-04",
    "runtime-vllm-xpu-none-ubuntu24-04",
  ]
}

group "wheels" {
  targets = [
    "wheels-debian12",
    "wheels-rocky9",
    "wheels-ubi9",
    "wheels-ubuntu22-04",
    "wheels-ubuntu24-04",
  ]
}

group "local-dev" {
  targets = [
    "local-dev-sglang-cpu-none-debian12",
    "local-dev-sglang-cpu-none-rocky9",
    "local-dev-sglang-cpu-none-ubi9",
    "local-dev-sglang-cpu-none-ubuntu22-04",
    "local-dev-sglang-cpu-none-ubuntu24-04",
    "local-dev-sglang-cuda-12-6-rocky9",
    "local-dev-sglang-cuda-12-6-ubi9",
    "local-dev-sglang-cuda-12-6-ubuntu22-04",
    "local-dev-sglang-cuda-12-6-ubuntu24-04",
    "local-dev-sglang-cuda-12-8-rocky9",
    "local-dev-sglang-cuda-12-8-ubi9",
    "local-dev-sglang-cuda-12-8-ubuntu22-04",
    "local-dev-sglang-cuda-12-8-ubuntu24-04",
    "local-dev-sglang-cuda-12-9-rocky9",
    "local-dev-sglang-cuda-12-9-ubi9",
    "local-dev-sglang-cuda-12-9-ubuntu22-04",
    "local-dev-sglang-cuda-12-9-ubuntu24-04",
    "local-dev-sglang-cuda-13-0-rocky9",
    "local-dev-sglang-cuda-13-0-ubi9",
    "local-dev-sglang-cuda-13-0-ubuntu22-04",
    "local-dev-sglang-cuda-13-0-ubuntu24-04",
    "local-dev-sglang-rocm-none-ubuntu22-04",
    "local-dev-sglang-rocm-none-ubuntu24-04",
    "local-dev-trtllm-cuda-12-8-rocky9",
    "local-dev-trtllm-cuda-12-8-ubi9",
    "local-dev-trtllm-cuda-12-8-ubuntu22-04",
    "local-dev-trtllm-cuda-12-8-ubuntu24-04",
    "local-dev-trtllm-cuda-12-9-rocky9",
    "local-dev-trtllm-cuda-12-9-ubi9",
    "local-dev-trtllm-cuda-12-9-ubuntu22-04",
    "local-dev-trtllm-cuda-12-9-ubuntu24-04",
    "local-dev-trtllm-cuda-13-0-rocky9",
    "local-dev-trtllm-cuda-13-0-ubi9",
    "local-dev-trtllm-cuda-13-0-ubuntu22-04",
    "local-dev-trtllm-cuda-13-0-ubuntu24-04",
    "local-dev-vllm-cpu-none-debian12",
    "local-dev-vllm-cpu-none-rocky9",
    "local-dev-vllm-cpu-none-ubi9",
    "local-dev-vllm-cpu-none-ubuntu22-04",
    "local-dev-vllm-cpu-none-ubuntu24-04",
    "local-dev-vllm-cuda-12-4-rocky9",
    "local-dev-vllm-cuda-12-4-ubi9",
    "local-dev-vllm-cuda-12-4-ubuntu22-04",
    "local-dev-vllm-cuda-12-6-rocky9",
    "local-dev-vllm-cuda-12-6-ubi9",
    "local-dev-vllm-cuda-12-6-ubuntu22-04",
    "local-dev-vllm-cuda-12-6-ubuntu24-04",
    "local-dev-vllm-cuda-12-8-rocky9",
    "local-dev-vllm-cuda-12-8-ubi9",
    "local-dev-vllm-cuda-12-8-ubuntu22-04",
    "local-dev-vllm-cuda-12-8-ubuntu24-04",
    "local-dev-vllm-cuda-12-9-rocky9",
    "local-dev-vllm-cuda-12-9-ubi9",
    "local-dev-vllm-cuda-12-9-ubuntu22-04",
    "local-dev-vllm-cuda-12-9-ubuntu24-04",
    "local-dev-vllm-cuda-13-0-rocky9",
    "local-dev-vllm-cuda-13-0-ubi9",
    "local-dev-vllm-cuda-13-0-ubuntu22-04",
    "local-dev-vllm-cuda-13-0-ubuntu24-04",
    "local-dev-vllm-rocm-none-ubuntu22-04",
    "local-dev-vllm-rocm-none-ubuntu24-04",
    "local-dev-vllm-xpu-none-ubuntu22-04",
    "local-dev-vllm-xpu-none-ubuntu24-04",
  ]
}

target "bundle-vllm-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osdebian12.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cpu-none-debian12"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cpu-debian12"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cpu-none-debian12"]
}

target "bundle-vllm-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cpu-none-ubuntu24-04"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cpu-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cpu-none-ubuntu24-04"]
}

target "bundle-vllm-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cuda-12-6-ubuntu24-04"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cuda12.6-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cuda-12-6-ubuntu24-04"]
}

target "bundle-vllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cuda-12-8-ubuntu24-04"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cuda12.8-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cuda-12-8-ubuntu24-04"]
}

target "bundle-vllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cuda-12-9-ubuntu24-04"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cuda12.9-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cuda-12-9-ubuntu24-04"]
}

target "bundle-vllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-cuda-13-0-ubuntu24-04"
  }
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-bundle-cuda13.0-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-cuda-13-0-ubuntu24-04"]
}

target "bundle-vllm-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-rocm-none-ubuntu24-04"
  }
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-bundle-rocm-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-rocm-none-ubuntu24-04"]
}

target "bundle-vllm-xpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "bundle"
  contexts   = {
    "built" = "target:runtime-vllm-xpu-none-ubuntu24-04"
  }
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-bundle-xpu-ubuntu24.04"]
  labels     = {
    "org.opencontainers.image.description" = "A server with a model in it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving bundle"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:bundle-vllm-xpu-none-ubuntu24-04"]
}

target "dev-sglang-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osdebian12.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cpu-none-debian12"]
}

target "dev-sglang-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cpu-none-rocky9"]
}

target "dev-sglang-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cpu-none-ubi9"]
}

target "dev-sglang-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cpu-none-ubuntu22-04"]
}

target "dev-sglang-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cpu-none-ubuntu24-04"]
}

target "dev-sglang-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-6-rocky9"]
}

target "dev-sglang-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-6-ubi9"]
}

target "dev-sglang-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-6-ubuntu22-04"]
}

target "dev-sglang-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-6-ubuntu24-04"]
}

target "dev-sglang-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-8-rocky9"]
}

target "dev-sglang-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-8-ubi9"]
}

target "dev-sglang-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-8-ubuntu22-04"]
}

target "dev-sglang-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-8-ubuntu24-04"]
}

target "dev-sglang-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-9-rocky9"]
}

target "dev-sglang-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-9-ubi9"]
}

target "dev-sglang-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-9-ubuntu22-04"]
}

target "dev-sglang-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-12-9-ubuntu24-04"]
}

target "dev-sglang-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-13-0-rocky9"]
}

target "dev-sglang-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-13-0-ubi9"]
}

target "dev-sglang-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-13-0-ubuntu22-04"]
}

target "dev-sglang-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-cuda-13-0-ubuntu24-04"]
}

target "dev-sglang-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-dev-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-rocm-none-ubuntu22-04"]
}

target "dev-sglang-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-dev-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-sglang-rocm-none-ubuntu24-04"]
}

target "dev-trtllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-8-rocky9"]
}

target "dev-trtllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-8-ubi9"]
}

target "dev-trtllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-8-ubuntu22-04"]
}

target "dev-trtllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-8-ubuntu24-04"]
}

target "dev-trtllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-9-rocky9"]
}

target "dev-trtllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-9-ubi9"]
}

target "dev-trtllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-9-ubuntu22-04"]
}

target "dev-trtllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-12-9-ubuntu24-04"]
}

target "dev-trtllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-13-0-rocky9"]
}

target "dev-trtllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-13-0-ubi9"]
}

target "dev-trtllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-13-0-ubuntu22-04"]
}

target "dev-trtllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-trtllm-cuda-13-0-ubuntu24-04"]
}

target "dev-vllm-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osdebian12.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cpu-none-debian12"]
}

target "dev-vllm-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cpu-none-rocky9"]
}

target "dev-vllm-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cpu-none-ubi9"]
}

target "dev-vllm-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cpu-none-ubuntu22-04"]
}

target "dev-vllm-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cpu-none-ubuntu24-04"]
}

target "dev-vllm-cuda-12-4-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.4-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-4-rocky9"]
}

target "dev-vllm-cuda-12-4-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.4-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-4-ubi9"]
}

target "dev-vllm-cuda-12-4-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.4-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-4-ubuntu22-04"]
}

target "dev-vllm-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-6-rocky9"]
}

target "dev-vllm-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-6-ubi9"]
}

target "dev-vllm-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-6-ubuntu22-04"]
}

target "dev-vllm-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-6-ubuntu24-04"]
}

target "dev-vllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-8-rocky9"]
}

target "dev-vllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-8-ubi9"]
}

target "dev-vllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-8-ubuntu22-04"]
}

target "dev-vllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-8-ubuntu24-04"]
}

target "dev-vllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-9-rocky9"]
}

target "dev-vllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-9-ubi9"]
}

target "dev-vllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-9-ubuntu22-04"]
}

target "dev-vllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-12-9-ubuntu24-04"]
}

target "dev-vllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-13-0-rocky9"]
}

target "dev-vllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-13-0-ubi9"]
}

target "dev-vllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-13-0-ubuntu22-04"]
}

target "dev-vllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-cuda-13-0-ubuntu24-04"]
}

target "dev-vllm-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-dev-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-rocm-none-ubuntu22-04"]
}

target "dev-vllm-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-dev-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-rocm-none-ubuntu24-04"]
}

target "dev-vllm-xpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-dev-xpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-xpu-none-ubuntu22-04"]
}

target "dev-vllm-xpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-dev-xpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server with tools to look into it"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:dev-vllm-xpu-none-ubuntu24-04"]
}

target "runtime-sglang-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osdebian12.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cpu-none-debian12"]
}

target "runtime-sglang-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cpu-none-rocky9"]
}

target "runtime-sglang-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cpu-none-ubi9"]
}

target "runtime-sglang-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cpu-none-ubuntu22-04"]
}

target "runtime-sglang-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cpu-none-ubuntu24-04"]
}

target "runtime-sglang-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-6-rocky9"]
}

target "runtime-sglang-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-6-ubi9"]
}

target "runtime-sglang-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-6-ubuntu22-04"]
}

target "runtime-sglang-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-6-ubuntu24-04"]
}

target "runtime-sglang-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-8-rocky9"]
}

target "runtime-sglang-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-8-ubi9"]
}

target "runtime-sglang-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-8-ubuntu22-04"]
}

target "runtime-sglang-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-8-ubuntu24-04"]
}

target "runtime-sglang-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-9-rocky9"]
}

target "runtime-sglang-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-9-ubi9"]
}

target "runtime-sglang-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-9-ubuntu22-04"]
}

target "runtime-sglang-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-12-9-ubuntu24-04"]
}

target "runtime-sglang-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-13-0-rocky9"]
}

target "runtime-sglang-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-13-0-ubi9"]
}

target "runtime-sglang-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-13-0-ubuntu22-04"]
}

target "runtime-sglang-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-runtime-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-cuda-13-0-ubuntu24-04"]
}

target "runtime-sglang-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-runtime-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-rocm-none-ubuntu22-04"]
}

target "runtime-sglang-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-runtime-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-sglang-rocm-none-ubuntu24-04"]
}

target "runtime-trtllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-8-rocky9"]
}

target "runtime-trtllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-8-ubi9"]
}

target "runtime-trtllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-8-ubuntu22-04"]
}

target "runtime-trtllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-8-ubuntu24-04"]
}

target "runtime-trtllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-9-rocky9"]
}

target "runtime-trtllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-9-ubi9"]
}

target "runtime-trtllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-9-ubuntu22-04"]
}

target "runtime-trtllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-12-9-ubuntu24-04"]
}

target "runtime-trtllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-13-0-rocky9"]
}

target "runtime-trtllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-13-0-ubi9"]
}

target "runtime-trtllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-13-0-ubuntu22-04"]
}

target "runtime-trtllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-runtime-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-trtllm-cuda-13-0-ubuntu24-04"]
}

target "runtime-vllm-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osdebian12.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cpu-none-debian12"]
}

target "runtime-vllm-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cpu-none-rocky9"]
}

target "runtime-vllm-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cpu-none-ubi9"]
}

target "runtime-vllm-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cpu-none-ubuntu22-04"]
}

target "runtime-vllm-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cpu-none-ubuntu24-04"]
}

target "runtime-vllm-cuda-12-4-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.4-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-4-rocky9"]
}

target "runtime-vllm-cuda-12-4-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.4-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-4-ubi9"]
}

target "runtime-vllm-cuda-12-4-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.4-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-4-ubuntu22-04"]
}

target "runtime-vllm-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-6-rocky9"]
}

target "runtime-vllm-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-6-ubi9"]
}

target "runtime-vllm-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-6-ubuntu22-04"]
}

target "runtime-vllm-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-6-ubuntu24-04"]
}

target "runtime-vllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-8-rocky9"]
}

target "runtime-vllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-8-ubi9"]
}

target "runtime-vllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-8-ubuntu22-04"]
}

target "runtime-vllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-8-ubuntu24-04"]
}

target "runtime-vllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-9-rocky9"]
}

target "runtime-vllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-9-ubi9"]
}

target "runtime-vllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-9-ubuntu22-04"]
}

target "runtime-vllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-12-9-ubuntu24-04"]
}

target "runtime-vllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-13-0-rocky9"]
}

target "runtime-vllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-13-0-ubi9"]
}

target "runtime-vllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-13-0-ubuntu22-04"]
}

target "runtime-vllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-runtime-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-cuda-13-0-ubuntu24-04"]
}

target "runtime-vllm-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-runtime-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-rocm-none-ubuntu22-04"]
}

target "runtime-vllm-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-runtime-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-rocm-none-ubuntu24-04"]
}

target "runtime-vllm-xpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-runtime-xpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-xpu-none-ubuntu22-04"]
}

target "runtime-vllm-xpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "runtime"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-runtime-xpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A server"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving runtime"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:runtime-vllm-xpu-none-ubuntu24-04"]
}

target "wheels-debian12" {
  context    = "."
  dockerfile = "dockerfiles/osdebian12.Dockerfile"
  target     = "wheels"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  output     = ["type=local,dest=out/wheels-debian12"]
  labels     = {
    "org.opencontainers.image.description" = "The wheel of serving-core, as files"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving wheels"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:wheels-debian12"]
}

target "wheels-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/osrocky9.Dockerfile"
  target     = "wheels"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  output     = ["type=local,dest=out/wheels-rocky9"]
  labels     = {
    "org.opencontainers.image.description" = "The wheel of serving-core, as files"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving wheels"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:wheels-rocky9"]
}

target "wheels-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/osubi9.Dockerfile"
  target     = "wheels"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  output     = ["type=local,dest=out/wheels-ubi9"]
  labels     = {
    "org.opencontainers.image.description" = "The wheel of serving-core, as files"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving wheels"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:wheels-ubi9"]
}

target "wheels-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/osubuntu22.04.Dockerfile"
  target     = "wheels"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  output     = ["type=local,dest=out/wheels-ubuntu22-04"]
  labels     = {
    "org.opencontainers.image.description" = "The wheel of serving-core, as files"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving wheels"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:wheels-ubuntu22-04"]
}

target "wheels-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/osubuntu24.04.Dockerfile"
  target     = "wheels"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  output     = ["type=local,dest=out/wheels-ubuntu24-04"]
  labels     = {
    "org.opencontainers.image.description" = "The wheel of serving-core, as files"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving wheels"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:wheels-ubuntu24-04"]
}

target "local-dev-sglang-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osdebian12.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cpu-none-debian12"]
}

target "local-dev-sglang-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cpu-none-rocky9"]
}

target "local-dev-sglang-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cpu-none-ubi9"]
}

target "local-dev-sglang-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cpu-none-ubuntu22-04"]
}

target "local-dev-sglang-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cpu-none-ubuntu24-04"]
}

target "local-dev-sglang-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-6-rocky9"]
}

target "local-dev-sglang-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-6-ubi9"]
}

target "local-dev-sglang-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-6-ubuntu22-04"]
}

target "local-dev-sglang-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-6-ubuntu24-04"]
}

target "local-dev-sglang-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-8-rocky9"]
}

target "local-dev-sglang-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-8-ubi9"]
}

target "local-dev-sglang-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-8-ubuntu22-04"]
}

target "local-dev-sglang-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-8-ubuntu24-04"]
}

target "local-dev-sglang-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-9-rocky9"]
}

target "local-dev-sglang-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-9-ubi9"]
}

target "local-dev-sglang-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-9-ubuntu22-04"]
}

target "local-dev-sglang-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-12-9-ubuntu24-04"]
}

target "local-dev-sglang-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-13-0-rocky9"]
}

target "local-dev-sglang-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-13-0-ubi9"]
}

target "local-dev-sglang-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-13-0-ubuntu22-04"]
}

target "local-dev-sglang-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-cuda-13-0-ubuntu24-04"]
}

target "local-dev-sglang-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-rocm-none-ubuntu22-04"]
}

target "local-dev-sglang-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworksglang-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:sglang-local-dev-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-sglang-rocm-none-ubuntu24-04"]
}

target "local-dev-trtllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-8-rocky9"]
}

target "local-dev-trtllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-8-ubi9"]
}

target "local-dev-trtllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-8-ubuntu22-04"]
}

target "local-dev-trtllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-8-ubuntu24-04"]
}

target "local-dev-trtllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-9-rocky9"]
}

target "local-dev-trtllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-9-ubi9"]
}

target "local-dev-trtllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-9-ubuntu22-04"]
}

target "local-dev-trtllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-12-9-ubuntu24-04"]
}

target "local-dev-trtllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-13-0-rocky9"]
}

target "local-dev-trtllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-13-0-ubi9"]
}

target "local-dev-trtllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-13-0-ubuntu22-04"]
}

target "local-dev-trtllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworktrtllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:trtllm-local-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-trtllm-cuda-13-0-ubuntu24-04"]
}

target "local-dev-vllm-cpu-none-debian12" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osdebian12.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cpu-debian12"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cpu-none-debian12"]
}

target "local-dev-vllm-cpu-none-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cpu-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cpu-none-rocky9"]
}

target "local-dev-vllm-cpu-none-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cpu-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cpu-none-ubi9"]
}

target "local-dev-vllm-cpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cpu-none-ubuntu22-04"]
}

target "local-dev-vllm-cpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicecpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cpu-none-ubuntu24-04"]
}

target "local-dev-vllm-cuda-12-4-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.4-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-4-rocky9"]
}

target "local-dev-vllm-cuda-12-4-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.4-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-4-ubi9"]
}

target "local-dev-vllm-cuda-12-4-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.4-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.4-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-4-ubuntu22-04"]
}

target "local-dev-vllm-cuda-12-6-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.6-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-6-rocky9"]
}

target "local-dev-vllm-cuda-12-6-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.6-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-6-ubi9"]
}

target "local-dev-vllm-cuda-12-6-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.6-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-6-ubuntu22-04"]
}

target "local-dev-vllm-cuda-12-6-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.6-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.6-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-6-ubuntu24-04"]
}

target "local-dev-vllm-cuda-12-8-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.8-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-8-rocky9"]
}

target "local-dev-vllm-cuda-12-8-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.8-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-8-ubi9"]
}

target "local-dev-vllm-cuda-12-8-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.8-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-8-ubuntu22-04"]
}

target "local-dev-vllm-cuda-12-8-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.8-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.8-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-8-ubuntu24-04"]
}

target "local-dev-vllm-cuda-12-9-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.9-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-9-rocky9"]
}

target "local-dev-vllm-cuda-12-9-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.9-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-9-ubi9"]
}

target "local-dev-vllm-cuda-12-9-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.9-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-9-ubuntu22-04"]
}

target "local-dev-vllm-cuda-12-9-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda12.9-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda12.9-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-12-9-ubuntu24-04"]
}

target "local-dev-vllm-cuda-13-0-rocky9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osrocky9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda13.0-rocky9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-13-0-rocky9"]
}

target "local-dev-vllm-cuda-13-0-ubi9" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubi9.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda13.0-ubi9"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-13-0-ubi9"]
}

target "local-dev-vllm-cuda-13-0-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda13.0-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-13-0-ubuntu22-04"]
}

target "local-dev-vllm-cuda-13-0-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cuda13.0-devicecuda-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = [
    "linux/amd64",
    "linux/arm64",
  ]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-cuda13.0-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-cuda-13-0-ubuntu24-04"]
}

target "local-dev-vllm-rocm-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-rocm-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-rocm-none-ubuntu22-04"]
}

target "local-dev-vllm-rocm-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicerocm-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-rocm-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-rocm-none-ubuntu24-04"]
}

target "local-dev-vllm-xpu-none-ubuntu22-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu22.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-xpu-ubuntu22.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-xpu-none-ubuntu22-04"]
}

target "local-dev-vllm-xpu-none-ubuntu24-04" {
  context    = "."
  dockerfile = "dockerfiles/cudanone-devicexpu-frameworkvllm-osubuntu24.04.Dockerfile"
  target     = "local-dev"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/serving:vllm-local-dev-xpu-ubuntu24.04"]
  secret     = ["id=package-index,env=PACKAGE_INDEX"]
  labels     = {
    "org.opencontainers.image.description" = "A dev image whose user is the one of the host"
    "org.opencontainers.image.licenses" = "Apache-2.0"
    "org.opencontainers.image.title" = "serving local-dev"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/serving-cache:local-dev-vllm-xpu-none-ubuntu24-04"]
}
