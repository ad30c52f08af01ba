# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

RUN apt-get update \
 && apt-get install --yes --no-install-recommends build-essential ca-certificates curl git \
 && rm -rf /var/lib/apt/lists/*
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /usr/local/bin/uv

ARG TARGETARCH
RUN case "$TARGETARCH" in \
      amd64) host=x86_64-unknown-linux-gnu sum=20a06e644b0d9bd2fbdbfd52d42540bdde820ea7df86e92e533c073da0cdd43c ;; \
      arm64) host=aarch64-unknown-linux-gnu sum=e3853c5a252fca15252d07cb23a1bdd9377a8c6f3efa01531109281ae47f841c ;; \
      *) echo "no rustup for $TARGETARCH" >&2; exit 1 ;; \
    esac \
 && curl --proto '=https' --tlsv1.2 -sSfo /tmp/rustup-init "https://static.rust-lang.org/rustup/archive/1.28.2/${host}/rustup-init" \
 && echo "${sum}  /tmp/rustup-init" | sha256sum --check --quiet \
 && chmod +x /tmp/rustup-init \
 && /tmp/rustup-init -y --no-modify-path --profile minimal --default-toolchain 1.90.0 \
 && rm /tmp/rustup-init
ENV PATH="/root/.cargo/bin:${PATH}"

ENV UV_CACHE_DIR=/opt/uv-cache \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/app/.venv \
    VIRTUAL_ENV=/app/.venv
WORKDIR /app

# Dependencies before the sources: this layer hangs on the manifests and the lock file alone.
RUN --mount=type=cache,id=iris-uv-global,sharing=shared,target=/opt/uv-cache \
    --mount=type=cache,id=iris-cargo,sharing=shared,target=/root/.cargo/registry \
    --mount=type=cache,id=iris-cargo-git,sharing=shared,target=/root/.cargo/git \
    --mount=type=bind,source=packages/models/pyproject.toml,target=packages/models/pyproject.toml \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --frozen --no-install-workspace --extra tables

COPY . .
RUN --mount=type=cache,id=iris-uv-global,sharing=shared,target=/opt/uv-cache \
    --mount=type=cache,id=iris-cargo,sharing=shared,target=/root/.cargo/registry \
    --mount=type=cache,id=iris-cargo-git,sharing=shared,target=/root/.cargo/git \
    uv sync --extra tables
ENV PATH="/app/.venv/bin:${PATH}"
RUN --mount=type=cache,id=iris-uv-global,sharing=shared,target=/opt/uv-cache \
    --mount=type=cache,id=iris-cargo,sharing=shared,target=/root/.cargo/registry \
    --mount=type=cache,id=iris-cargo-git,sharing=shared,target=/root/.cargo/git \
    uv pip install cloudpickle
