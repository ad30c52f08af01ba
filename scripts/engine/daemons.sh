# shellcheck shell=bash
# The long-running processes: three registries, dockerd (with its containerd) and buildkitd.

DAEMONS=(dockerd buildkitd registry-output registry-bases registry-second)

# start_daemon NAME CHECK COMMAND...: starts a process that outlives this shell and waits until CHECK succeeds.
# One that runs and answers stays, unless it is another program (another version) than the one asked for.
start_daemon() {
  local name=$1 check=$2 deadline
  shift 2
  if running "$name" "$1" && "$check"; then return; fi
  stop_daemon "$name"
  announce "starting $name"
  # shellcheck disable=SC2016 # the inner shell expands these
  setsid bash -c 'echo "$$" >"$0"; exec "$@"' "$RUN/$name.pid" "$@" </dev/null >"$LOGS/$name.out" 2>&1 3>&- 9>&- &
  # Long, for machines that are busy with something else.
  deadline=$((SECONDS + 180))
  until running "$name" && "$check"; do
    if ((SECONDS >= deadline)) || ! alive "$!"; then
      tail -n 20 "$LOGS/$name.out" >&2
      fail "$name did not become usable, see $LOGS/$name.out"
    fi
    sleep 0.2
  done
}

# running NAME [PROGRAM]: whether the recorded process lives and is ours (process ids get reused), and that program.
running() {
  local pid
  pid=$(cat "$RUN/$1.pid" 2>/dev/null) && [[ -n $pid ]] && ours "$pid" &&
    [[ -z ${2-} || $(readlink "/proc/$pid/exe") == "$(readlink -f "$2")" ]]
}

alive() { kill -0 "$1" 2>/dev/null; }

# ours PID: whether its program lies in the engine's folder.
ours() {
  [[ $(readlink "/proc/$1/exe" 2>/dev/null) == "$ENGINE"/* ]]
}

# stop_daemon NAME: asks, waits, then insists.
stop_daemon() {
  local pid tries=100
  if running "$1"; then
    pid=$(<"$RUN/$1.pid")
    kill -TERM "$pid" 2>/dev/null || true
    while ours "$pid" && ((tries-- > 0)); do sleep 0.1; done
    if ours "$pid"; then kill -KILL "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$RUN/$1.pid"
}

# stop_daemons: the daemons, then whatever of this folder they left behind (containerd, shims).
stop_daemons() {
  local name entry pid
  for name in "${DAEMONS[@]}"; do stop_daemon "$name" & done
  wait
  for entry in /proc/[0-9]*; do
    pid=${entry#/proc/}
    if [[ $(readlink "$entry/exe" 2>/dev/null) == "$DEBIAN"/* ]]; then
      say "ending leftover process $pid ($(<"$entry/comm"))"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
}

registry_answers() { curl -fsS --noproxy '*' --max-time 5 -o /dev/null "http://$1/v2/" 2>/dev/null; }
output_answers() { registry_answers "$OUTPUT_REGISTRY"; }
bases_answer() { registry_answers "$BASES_REGISTRY"; }
second_answers() { registry_answers "$SECOND_REGISTRY"; }
dockerd_answers() { [[ -S $DOCKER_SOCKET ]] && timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }
buildkitd_answers() { [[ -S $BUILDKIT_SOCKET ]] && timeout 5 buildctl --addr "unix://$BUILDKIT_SOCKET" debug workers >/dev/null 2>&1; }

start_registries() {
  start_registry registry-output registry "$OUTPUT_REGISTRY" output_answers
  start_registry registry-bases registry "$BASES_REGISTRY" bases_answer
}

# start_second_registry: what only tests need, so it is built when there is time.
start_second_registry() {
  GO_NICENESS=15 install_registry second-registry
  start_registry registry-second second-registry "$SECOND_REGISTRY" second_answers
}

# start_registry NAME PROGRAM ADDRESS CHECK: one of our programs over a folder; deleting is allowed.
start_registry() {
  local name=$1 program=$2 address=$3 check=$4
  if ! running "$name" && registry_answers "$address"; then
    fail "another registry already listens on $address; README.md says how another port is set"
  fi
  mkdir -p "$DATA/$name"
  start_daemon "$name" "$check" "$BIN/$program" "$address" "$DATA/$name"
}

# start_dockerd: for `docker run` and the docker driver. docker.io comes from the bases registry.
start_dockerd() {
  cat >"$ENGINE/daemon.json" <<JSON
{
  "features": { "containerd-snapshotter": true },
  "registry-mirrors": ["http://$BASES_REGISTRY"],
  "builder": { "gc": { "enabled": true, "defaultKeepStorage": "4GB" } },
  "log-opts": { "max-size": "1m" }
}
JSON
  # A killed dockerd leaves this behind, and refuses to start while anything has that process id.
  running dockerd || rm -f "$RUN/dockerd.own.pid"
  start_daemon dockerd dockerd_answers "$DEBIAN/usr/sbin/dockerd" --config-file "$ENGINE/daemon.json" \
    --host "$DOCKER_HOST" --data-root "$DATA/docker" --exec-root "$RUN/docker" --pidfile "$RUN/dockerd.own.pid"
}

# start_buildkitd: RUN uses the machine's network; the real names of bases lead to the bases registry.
start_buildkitd() {
  local registry
  {
    cat <<TOML
root = "$DATA/buildkit"
[grpc]
address = ["unix://$BUILDKIT_SOCKET"]
[history]
maxEntries = 100
[worker.oci]
enabled = true
networkMode = "host"
gc = true
[[worker.oci.gcpolicy]]
all = true
maxUsedSpace = "$BUILDKIT_STORE_LIMIT"
[worker.containerd]
enabled = false
TOML
    for registry in docker.io ghcr.io nvcr.io mcr.microsoft.com quay.io; do
      printf '[registry."%s"]\nmirrors = ["%s"]\n' "$registry" "$BASES_REGISTRY"
    done
    for registry in "$BASES_REGISTRY" "$OUTPUT_REGISTRY" "$SECOND_REGISTRY"; do
      printf '[registry."%s"]\nhttp = true\n' "$registry"
    done
  } >"$ENGINE/buildkitd.toml"
  start_daemon buildkitd buildkitd_answers \
    "$TOOLS/buildkitd-$BUILDKIT_VERSION/buildkitd" --config "$ENGINE/buildkitd.toml"
}

# reset_registry: empties what tests push to. Registries keep nothing in memory, so moving its data away is enough.
reset_registry() {
  local old name
  rm -rf "$DATA"/old.*
  old=$(mktemp -d "$DATA/old.XXXXXX")
  for name in registry-output registry-second; do
    [[ ! -d $DATA/$name/docker ]] || mv "$DATA/$name/docker" "$old/$name"
  done
  rm -rf "$old"
}
