# shellcheck shell=bash
# The buildx builder over buildkitd, in the engine's own Docker configuration.

create_builder() {
  local endpoint=unix://$BUILDKIT_SOCKET
  docker buildx inspect "$BUILDER" 2>/dev/null | grep -qF "$endpoint" && return
  docker buildx rm "$BUILDER" >/dev/null 2>&1 || true
  docker buildx create --name "$BUILDER" --driver remote "$endpoint"
}

# reset_builder: makes BuildKit forget everything, the history of builds included.
reset_builder() {
  docker buildx prune --builder "$BUILDER" --all --force >/dev/null
  docker buildx history rm --builder "$BUILDER" --all >/dev/null 2>&1 || true
}
