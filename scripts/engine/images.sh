# shellcheck shell=bash
# Stand-in base images and the two images BuildKit itself needs, pushed to the bases registry under real names.

# publish_image GROUP: builds one group of images/docker-bake.hcl and pushes it, once per content.
publish_image() {
  local key
  key=$(image_inputs "$1" | xargs -d '\n' cat -- "$SCRIPTS/images/docker-bake.hcl" | sha256sum)
  once "image $1" "$BASES_REGISTRY ${key%% *}" bake_images "$1"
}

# image_inputs GROUP: the files that decide what is in its images; stamps stand for large ones.
image_inputs() {
  local images=$SCRIPTS/images
  case $1 in
    bases)
      write_pip_settings
      printf '%s\n' "$images"/{debian,python,cuda}.Dockerfile "$STAMPS"/rootfs-{amd64,arm64} "$CONTEXT/python/pip.conf"
      ;;
    scanner) printf '%s\n' "$images/scanner.Dockerfile" "$images/scanner/scan.py" "$STAMPS/image-bases" ;;
    frontend) printf '%s\n' "$images/frontend.Dockerfile" "$STAMPS/go-dockerfile-frontend" ;;
    uv) printf '%s\n' "$images/uv.Dockerfile" "$STAMPS/uv" ;;
    *) fail "no such image group: $1" ;;
  esac
}

bake_images() {
  HERE=$SCRIPTS/images REGISTRY=$BASES_REGISTRY ROOTFS=$ROOTFS UV=$CONTEXT/uv UV_VERSION=$UV_VERSION PIP=$CONTEXT/python \
    FRONTEND=$TOOLS/dockerfile-frontend-$BUILDKIT_VERSION \
    docker buildx bake --builder "$BUILDER" --file "$SCRIPTS/images/docker-bake.hcl" \
    --allow "fs.read=$ENGINE" --allow "fs.read=$SCRIPTS" --provenance=false --push --progress plain "$1"
}

# write_pip_settings: the machine's package index, where it has one of its own.
write_pip_settings() {
  local folder=$CONTEXT/python
  mkdir -p "$folder"
  {
    echo '[global]'
    python3 -m pip config list 2>/dev/null |
      sed -nE "s/^(global|install|:env:)\.(index-url|extra-index-url|trusted-host|timeout|default-timeout)='(.*)'$/\2 = \3/p" |
      sed 's/^default-//' | sort -u
  } >"$folder/pip.conf.tmp"
  mv "$folder/pip.conf.tmp" "$folder/pip.conf"
}

# tag_host_images: dockerd has mirrors for docker.io only, so uv's image is put there under its own name.
tag_host_images() {
  local platform
  for platform in linux/amd64 linux/arm64; do
    docker pull --quiet --platform "$platform" "$BASES_REGISTRY/astral-sh/uv:latest"
  done
  docker tag "$BASES_REGISTRY/astral-sh/uv:latest" ghcr.io/astral-sh/uv:latest
}
