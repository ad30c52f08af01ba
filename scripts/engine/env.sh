# shellcheck shell=bash
# What a shell needs to use the engine.

# print_env: lines for eval. DOCKER_MATRIX_ENGINE_READY is there only when everything works.
print_env() {
  local rest
  rest=$(printf '%s' "$PATH" | tr ':' '\n' | grep -vxF "$BIN" | paste -sd:)
  export_line PATH "$BIN:$rest"
  export_line DOCKER_CONFIG "$DOCKER_CONFIG"
  export_line DOCKER_HOST "$DOCKER_HOST"
  export_line BUILDX_BUILDER "$BUILDER"
  export_line DOCKER_MATRIX_REGISTRY "$OUTPUT_REGISTRY"
  export_line DOCKER_MATRIX_SECOND_REGISTRY "$SECOND_REGISTRY"
  export_line DOCKER_MATRIX_BASES "$BASES_REGISTRY"
  export_line DOCKER_MATRIX_NODE24 "$(node24)"
  export_line DOCKER_MATRIX_TRIVY "$BIN/trivy"
  # The builder with the docker driver is the one buildx derives from DOCKER_HOST.
  export_line DOCKER_MATRIX_HOST_BUILDER default
  if check_all >/dev/null; then export_line DOCKER_MATRIX_ENGINE_READY 1; fi
}

export_line() { printf "export %s='%s'\n" "$1" "${2//\'/\'\\\'\'}"; }
