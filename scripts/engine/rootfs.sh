# shellcheck shell=bash
# Minimal Debian file systems for the stand-in base images, and emulation for the foreign one.

# register_arm64: lets the kernel run arm64 programs, inside containers too (flag F keeps the emulator open).
register_arm64() {
  local misc=/proc/sys/fs/binfmt_misc name=qemu-aarch64 rule
  [[ -e $misc/register ]] || mount -t binfmt_misc binfmt_misc "$misc"
  if [[ -e $misc/$name ]]; then
    grep -q '^flags:.*F' "$misc/$name" && grep -q '^enabled' "$misc/$name" && return
    echo -1 >"$misc/$name"
  fi
  announce 'registering arm64 emulation (binfmt_misc, stays on the machine)'
  rule=$(grep '^:' "/usr/lib/binfmt.d/$name.conf")
  [[ ${rule##*:} == *F* ]] || rule+=F
  printf '%s\n' "$rule" >"$misc/register"
}

# make_rootfs ARCH: a tar file of Debian's minbase for one platform.
make_rootfs() {
  once "rootfs $1" "$DEBIAN_RELEASE minbase 1" bootstrap "$1"
}

# Both platforms take the two-stage way, so that dpkg can be told not to sync every file in between.
bootstrap() {
  local arch=$1 root=$ROOTFS/$1.tree
  discard "$root" "$ROOTFS/$arch.tar.tmp"
  debootstrap --foreign --arch="$arch" --variant=minbase --include=ca-certificates \
    "$DEBIAN_RELEASE" "$root" "$(main_mirror)"
  mkdir -p "$root/etc/dpkg/dpkg.cfg.d"
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  in_root "$root" /debootstrap/debootstrap --second-stage
  slim_down "$root"
  write_apt_settings "$root"
  add_machine_authorities "$root"
  unmount_below "$root"
  tar --numeric-owner --sort=name --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' \
    -C "$root" -cf "$ROOTFS/$arch.tar.tmp" .
  mv "$ROOTFS/$arch.tar.tmp" "$ROOTFS/$arch.tar"
  discard "$root"
}

# in_root ROOT COMMAND...: runs a command in a root folder, without the machine's environment.
in_root() {
  local root=$1
  shift
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$root" "$@"
}

# slim_down ROOT: what Debian's own container images leave out.
slim_down() {
  local root=$1
  cat >"$root/etc/dpkg/dpkg.cfg.d/docker" <<'TEXT'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/man/*
TEXT
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  find "$root/usr/share/doc" -type f ! -name copyright -delete
  rm -rf "$root"/usr/share/{info,locale,man}/* "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin \
    "$root"/var/cache/apt/archives/*.deb "$root"/var/log/{bootstrap.log,dpkg.log,alternatives.log}
}

# write_apt_settings ROOT: Debian's usual sources, from the machine's mirror and through its proxy if it has one.
write_apt_settings() {
  local root=$1 mirror security
  mirror=$(main_mirror)
  security=$(security_mirror)
  rm -f "$root/etc/apt/sources.list"
  cat >"$root/etc/apt/sources.list.d/debian.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: $DEBIAN_RELEASE $DEBIAN_RELEASE-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: $security
Suites: $DEBIAN_RELEASE-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  cat >"$root/etc/apt/apt.conf.d/docker-clean" <<'CONF'
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::Languages "none";
CONF
  apt-config dump | grep -iE '^Acquire::(https?::Proxy|Check-Date|Check-Valid-Until) ' >"$root/etc/apt/apt.conf.d/machine" || true
}

# add_machine_authorities ROOT: certificate authorities that the machine trusts beyond Debian's own,
# one file each, so that a later update-ca-certificates keeps them.
add_machine_authorities() {
  local root=$1 bundle=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt} known folder certificate
  folder=$root/usr/local/share/ca-certificates
  mkdir -p "$folder"
  known=$(cat "$root"/usr/share/ca-certificates/mozilla/*.crt | tr -d '\n')
  awk -v folder="$folder" '
    /BEGIN CERTIFICATE/ { file = sprintf("%s/machine-%03d.crt", folder, ++count) }
    file { print > file }
    /END CERTIFICATE/ { close(file); file = "" }' "$bundle"
  for certificate in "$folder"/machine-*.crt; do
    [[ $known != *"$(grep -v -- '-----' "$certificate" | tr -d '\n')"* ]] || rm "$certificate"
  done
  in_root "$root" update-ca-certificates
}
