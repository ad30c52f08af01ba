#!/usr/bin/env bash
# Starts the framework that the image holds.
set -euo pipefail
exec python -m serving_core --framework "${SERVE_FRAMEWORK}" "$@"
