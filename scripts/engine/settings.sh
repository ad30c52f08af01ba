# shellcheck shell=bash
# Versions, ports and folders. Ports and the folder can be set from outside; versions are fixed here.
# shellcheck disable=SC2034 # read by the files that source this one

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

BUILDKIT_VERSION=v0.32.2
TRIVY_VERSION=0.74.0
COSIGN_VERSION=v2.6.5
ACTIONLINT_VERSION=v1.7.12
ZIZMOR_VERSION=1.32.0
UV_VERSION=0.13.8
NODE24_RANGE=24
BUILDKIT_STORE_LIMIT=12GB
DEBIAN_RELEASE=bookworm

ENGINE=${DOCKER_MATRIX_ENGINE:-$HOME/.cache/docker-matrix-engine}
OUTPUT_PORT=${DOCKER_MATRIX_REGISTRY_PORT:-5000}
BASES_PORT=${DOCKER_MATRIX_BASES_PORT:-5001}
SECOND_PORT=${DOCKER_MATRIX_SECOND_REGISTRY_PORT:-5002}
OUTPUT_REGISTRY=localhost:$OUTPUT_PORT
BASES_REGISTRY=localhost:$BASES_PORT
SECOND_REGISTRY=localhost:$SECOND_PORT
BUILDER=docker-matrix

BIN=$ENGINE/bin             # first on PATH for whoever uses the engine
DEBIAN=$ENGINE/debian       # unpacked Debian packages
TOOLS=$ENGINE/tools         # one folder per tool and version
ROOTFS=$ENGINE/rootfs       # base file systems as tar files
CONTEXT=$ENGINE/context     # what images are assembled from
STAMPS=$ENGINE/stamps       # finished steps, by name; the content is the key
LOGS=$ENGINE/log
RUN=$ENGINE/run             # sockets and process ids
DATA=$ENGINE/data           # stores of the daemons
GO_HOME=$ENGINE/go          # module and build cache, dropped when every Go tool is built

DOCKER_SOCKET=$RUN/docker.sock
BUILDKIT_SOCKET=$RUN/buildkitd.sock

# Nothing of the user's own Docker set-up is read or written.
export PATH=$BIN:$PATH
export DOCKER_CONFIG=$ENGINE/docker-config
export DOCKER_HOST=unix://$DOCKER_SOCKET
unset DOCKER_CONTEXT BUILDX_BUILDER BUILDX_CONFIG BUILDKIT_HOST

# require_machine: says what is missing before anything is started.
require_machine() {
  [[ $EUID -eq 0 ]] || fail 'needs root (mounts, daemons, Debian packages)'
  [[ $(uname -m) == x86_64 ]] || fail "needs an x86_64 machine, this is $(uname -m)"
  local command
  for command in apt-get dpkg go npm python3 curl flock setsid; do
    command -v "$command" >/dev/null || fail "needs '$command' on PATH"
  done
  # A socket's address holds 107 characters; containerd's are the longest below this folder.
  ((${#ENGINE} <= 60)) || fail "the folder's path is too long for sockets (at most 60 characters): $ENGINE"
}

# prepare_folders: the fixed part of the folder.
prepare_folders() {
  mkdir -p "$BIN" "$DEBIAN" "$TOOLS" "$ROOTFS" "$CONTEXT" "$STAMPS" "$LOGS" "$RUN" "$DATA" "$DOCKER_CONFIG/cli-plugins"
}
