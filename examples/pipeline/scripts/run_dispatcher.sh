#!/usr/bin/env bash
# The one entry point: STAGE says what runs.
set -euo pipefail
case "${STAGE:-}" in
  A | builder) exec python /scripts/main_builder.py "$@" ;;
  B | runner) exec python /scripts/main_runner.py "$@" ;;
  C | output) exec python /scripts/main_output.py "$@" ;;
  *)
    echo "STAGE is \"${STAGE:-}\", and must be builder (A), runner (B) or output (C)" >&2
    exit 2
    ;;
esac
