# shellcheck shell=bash
# Progress lines, steps that run once, steps that run side by side.

# Progress lines keep their way out when a step's own output goes to its log.
exec 3>&2

say() { printf 'engine: %s\n' "$*" >&2; }

# announce TEXT: a progress line, from inside a launched step too.
announce() { say "$@" 2>&3; }

fail() {
  say "error: $*"
  exit 1
}

# hold_lock: one `up` or `down` at a time per folder. Daemons must not inherit descriptor 9.
hold_lock() {
  exec 9>"$ENGINE/lock"
  flock --nonblock 9 && return
  say 'waiting for another run on this folder'
  flock 9
}

# once NAME KEY COMMAND...: runs the command unless it has finished before with the same key.
# The stamp is written last and renamed into place, so a killed run leaves none.
once() {
  local name=$1 key=$2
  local stamp=$STAMPS/${name// /-}
  shift 2
  [[ -f $stamp && $(<"$stamp") == "$key" ]] && return
  rm -f "$stamp"
  "$@"
  printf '%s\n' "$key" >"$stamp.tmp"
  mv "$stamp.tmp" "$stamp"
}

declare -A JOBS=()

# launch NAME COMMAND...: starts a step in the background, in a process group of its own,
# with its output in a log file.
launch() {
  local name=$1 log=$LOGS/${1// /-}.log
  shift
  set -m
  (
    set -euo pipefail
    start=$SECONDS
    trap - EXIT INT TERM
    "$@"
    took=$((SECONDS - start))
    ((took < 1)) || announce "$name: $took s"
  ) </dev/null >"$log" 2>&1 &
  set +m
  JOBS[$name]=$!
}

# await NAME...: waits for launched steps; the first failure shows the end of its log and ends the run.
await() {
  local name
  for name in "$@"; do
    [[ -n ${JOBS[$name]-} ]] || continue
    if ! wait "${JOBS[$name]}"; then
      tail -n 25 "$LOGS/${name// /-}.log" | sed 's/^/  | /' >&2
      unset "JOBS[$name]"
      fail "'$name' failed, see $LOGS/${name// /-}.log"
    fi
    unset "JOBS[$name]"
  done
}

# stop_jobs_on_exit: an interrupted or failed run takes its unfinished steps along.
stop_jobs_on_exit() {
  trap stop_jobs EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stop_jobs() {
  local pid
  for pid in "${JOBS[@]}"; do
    kill -TERM -- "-$pid" 2>/dev/null || true
  done
}

# discard FOLDER...: removes folders that may still hold mounts.
discard() {
  local folder
  for folder in "$@"; do
    [[ -e $folder ]] || continue
    unmount_below "$folder"
    rm -rf --one-file-system "$folder"
  done
}

# unmount_below FOLDER: unmounts whatever is mounted below it, the deepest first.
unmount_below() {
  local target
  awk -v below="$1/" 'index($2, below) == 1 { print $2 }' /proc/self/mounts | sort -r |
    while read -r target; do
      umount --lazy "$(printf '%b' "$target")" || true
    done
}
