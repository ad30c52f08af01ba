# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/wheel-builder.hbs:1-3
FROM registry.access.redhat.com/ubi9/ubi AS wheel-builder
RUN --mount=type=cache,id=dnf-ubi9,target=/var/cache/dnf,sharing=locked \
    dnf install --assumeyes --setopt=keepcache=True --setopt=install_weak_deps=False gcc gcc-c++ git make python3.12-devel
COPY core /src
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.13.8,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,id=uv-0.13.8,target=/root/.cache/uv \
    export UV_LINK_MODE=copy && uv build --wheel --python /usr/bin/python3.12 --out-dir /wheels /src

# templates/wheels.hbs:1-1
FROM scratch AS wheels
COPY --from=wheel-builder /wheels/*.whl /
