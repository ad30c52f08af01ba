# shellcheck shell=bash
# Debian packages. Two private sets of apt lists, so that the machine's own lists stay as they are:
# the release's for what is installed on the machine, sid's for what is only unpacked into the folder.

MACHINE_PACKAGES=(runc iptables debootstrap qemu-user-static shellcheck)
# Debian 12's Docker is too old for attestations and bake matrices; sid's runs on its libc.
ENGINE_PACKAGES=(docker.io docker-cli docker-buildx containerd tini-static)

# debian_mirror SUITE DEFAULT: where the machine's own apt sources get a suite from.
debian_mirror() {
  local found
  # shellcheck disable=SC2016 # apt-get replaces the names, not the shell
  found=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk -v suite="$1" '$1 == suite { sub("/$", "", $2); print $2; exit }')
  printf '%s\n' "${found:-$2}"
}

main_mirror() { debian_mirror "$DEBIAN_RELEASE" http://deb.debian.org/debian; }
security_mirror() { debian_mirror "$DEBIAN_RELEASE-security" http://deb.debian.org/debian-security; }

# private_apt NAME SOURCES: prints the path of an apt configuration with lists of its own, updated.
private_apt() {
  local folder=$ENGINE/apt/$1
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  printf '%s\n' "$2" >"$folder/sources.list"
  cat >"$folder/apt.conf" <<CONF
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$folder/lists";
Dir::Cache::archives "$folder/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  APT_CONFIG=$folder/apt.conf apt-get -q update >&2
  printf '%s\n' "$folder/apt.conf"
}

# install_machine_packages: the few that have to be on the machine itself.
install_machine_packages() {
  local package conf missing=()
  for package in "${MACHINE_PACKAGES[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  announce "installing on the machine: ${missing[*]}"
  conf=$(private_apt machine "deb $(main_mirror) $DEBIAN_RELEASE main
deb $(security_mirror) $DEBIAN_RELEASE-security main")
  APT_CONFIG=$conf DEBIAN_FRONTEND=noninteractive apt-get -qy -o DPkg::Lock::Timeout=120 install "${missing[@]}"
  discard "$ENGINE/apt/machine"
}

# unpack_engine_packages: sid's Docker, unpacked and not installed.
unpack_engine_packages() {
  once 'engine packages' "${ENGINE_PACKAGES[*]}" unpack_from_sid
}

unpack_from_sid() {
  local conf folder=$ENGINE/apt/sid package
  conf=$(private_apt sid "deb $(main_mirror) sid main")
  discard "$folder/debs" "$DEBIAN.tmp"
  mkdir -p "$folder/debs" "$DEBIAN.tmp"
  # apt's own unprivileged user cannot write to this folder.
  (cd "$folder/debs" && APT_CONFIG=$conf apt-get -q -o APT::Sandbox::User=root download "${ENGINE_PACKAGES[@]}")
  for package in "$folder"/debs/*.deb; do
    dpkg -x "$package" "$DEBIAN.tmp"
  done
  discard "$DEBIAN"
  mv "$DEBIAN.tmp" "$DEBIAN"
  link_engine_binaries
  discard "$ENGINE/apt/sid"
}

# link_engine_binaries: puts the unpacked commands onto PATH, buildx and its plugin name included.
link_engine_binaries() {
  local command
  for command in "$DEBIAN"/usr/bin/* "$DEBIAN"/usr/sbin/*; do
    ln -sfn "$command" "$BIN/$(basename "$command")"
  done
  ln -sfn "$BIN/tini-static" "$BIN/docker-init"
  ln -sfn "$(find "$DEBIAN/usr" -path '*cli-plugins/docker-buildx' | head -n 1)" "$DOCKER_CONFIG/cli-plugins/docker-buildx"
  [[ -x $DOCKER_CONFIG/cli-plugins/docker-buildx ]] || fail "no docker-buildx in Debian's package"
}
