# shellcheck shell=bash
# Whether everything is usable, and what it is.

BASE_IMAGES=(
  library/python:3.11-slim-bookworm library/python:3.11-bookworm library/debian:bookworm-slim
  nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04 docker/dockerfile:1 docker/buildkit-syft-scanner:stable-1
  astral-sh/uv:latest
)

status() {
  local ok=0
  check_all || ok=1
  printf '%-40s %s\n' 'disk' "$(du -sh "$ENGINE" 2>/dev/null | cut -f1) in $ENGINE"
  return "$ok"
}

# check_all: one line per part; fails if any of them does not answer.
check_all() {
  local image bad=0
  check registry-output output_version || bad=1
  check registry-bases bases_version || bad=1
  check registry-second second_version || bad=1
  check dockerd dockerd_version || bad=1
  check buildkitd buildkitd_version || bad=1
  check builder builder_driver || bad=1
  check arm64 emulation || bad=1
  check node24 "$(node24)" --version || bad=1
  check trivy "$BIN/trivy" --version || bad=1
  check cosign cosign_version || bad=1
  check actionlint "$BIN/actionlint" -version || bad=1
  check zizmor "$BIN/zizmor" --version || bad=1
  check shellcheck shellcheck_version || bad=1
  for image in "${BASE_IMAGES[@]}"; do
    check "$image" base_platforms "$image" || bad=1
  done
  return "$bad"
}

# check NAME COMMAND...: prints the first line of what it says, or that it does not work.
check() {
  local name=$1 text
  shift
  if text=$("$@" 2>/dev/null); then
    printf '%-40s %s\n' "$name" "$(head -n 1 <<<"$text")"
  else
    printf '%-40s %s\n' "$name" 'NOT USABLE'
    return 1
  fi
}

cosign_version() { "$BIN/cosign" version | grep '^GitVersion'; }
shellcheck_version() { shellcheck --version | grep '^version'; }
output_version() { running registry-output && output_answers && echo "$OUTPUT_REGISTRY"; }
bases_version() { running registry-bases && bases_answer && echo "$BASES_REGISTRY"; }
second_version() { running registry-second && second_answers && echo "$SECOND_REGISTRY"; }
dockerd_version() { timeout 10 docker version --format '{{.Server.Version}} on {{.Server.KernelVersion}}'; }
buildkitd_version() { timeout 10 buildctl --addr "unix://$BUILDKIT_SOCKET" debug info | grep BuildKit; }
builder_driver() { grep -h "$BUILDKIT_SOCKET" "$DOCKER_CONFIG/buildx/instances/$BUILDER" >/dev/null && echo "$BUILDER"; }
emulation() { grep -q '^flags:.*F' /proc/sys/fs/binfmt_misc/qemu-aarch64 && echo 'binfmt qemu-aarch64'; }

# base_platforms IMAGE: the platforms its index names.
base_platforms() {
  curl -fsS --noproxy '*' --max-time 5 -H 'Accept: application/vnd.oci.image.index.v1+json' \
    -H 'Accept: application/vnd.oci.image.manifest.v1+json' \
    "http://$BASES_REGISTRY/v2/${1%:*}/manifests/${1##*:}" |
    python3 -c 'import json, sys
found = [entry["platform"] for entry in json.load(sys.stdin).get("manifests", [])]
print(" ".join(platform["os"] + "/" + platform["architecture"] for platform in found) or "linux/amd64")'
}
