# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/wheel-builder.hbs:1-3
FROM ubuntu:24.04 AS wheel-builder
RUN --mount=type=cache,id=apt-ubuntu24.04,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-ubuntu24.04,target=/var/lib/apt/lists,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean \
 && apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends build-essential ca-certificates git libnuma-dev python3.12-dev python3.12-venv
COPY core /src
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.13.8,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,id=uv-0.13.8,target=/root/.cache/uv \
    export UV_LINK_MODE=copy && uv build --wheel --python /usr/bin/python3.12 --out-dir /wheels /src

# templates/wheels.hbs:1-1
FROM scratch AS wheels
COPY --from=wheel-builder /wheels/*.whl /
