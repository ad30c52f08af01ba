# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/wheel-builder.hbs:1-3
FROM rockylinux/rockylinux:9 AS wheel-builder
RUN --mount=type=cache,id=dnf-rocky9,target=/var/cache/dnf,sharing=locked \
    dnf install --assumeyes --setopt=keepcache=True --setopt=install_weak_deps=False gcc gcc-c++ git make python3.12-devel
COPY core /src
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.13.8,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,id=uv-0.13.8,target=/root/.cache/uv \
    export UV_LINK_MODE=copy && uv build --wheel --python /usr/bin/python3.12 --out-dir /wheels /src

# templates/vllm.hbs:1-3
FROM nvidia/cuda:12.6.3-cudnn-devel-rockylinux9 AS vllm
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN --mount=type=cache,id=dnf-rocky9,target=/var/cache/dnf,sharing=locked \
    dnf install --assumeyes --setopt=keepcache=True --setopt=install_weak_deps=False gcc gcc-c++ git make python3.12-devel
RUN python3.12 -m venv --without-pip /opt/venv
ARG VLLM_VERSION=0.11.0
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.13.8,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,id=uv-0.13.8,target=/root/.cache/uv \
    --mount=type=bind,from=wheel-builder,source=/wheels,target=/wheels \
    --mount=type=secret,id=package-index,env=UV_INDEX \
    export UV_LINK_MODE=copy UV_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cu126 UV_INDEX_STRATEGY=unsafe-best-match VIRTUAL_ENV=/opt/venv && uv pip install "vllm==${VLLM_VERSION}" nvtx /wheels/*.whl

# templates/runtime.hbs:1-27
FROM nvidia/cuda:12.6.3-cudnn-runtime-rockylinux9 AS runtime
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN --mount=type=cache,id=dnf-rocky9,target=/var/cache/dnf,sharing=locked \
    dnf install --assumeyes --setopt=keepcache=True --setopt=install_weak_deps=False ca-certificates libgomp numactl-libs shadow-utils python3.12
ARG CUDA_VERSION=12.6.3
ARG CUDA_MAJOR=${CUDA_VERSION%%.*}
RUN <<EOF
useradd --uid 1000 --gid 0 --create-home serve
install --directory --owner serve --group 0 --mode 775 /models
# Newer CUDA than the host's driver: the major version's compatibility libraries come first.
if [[ -n "${CUDA_MAJOR}" ]]; then
  echo "/usr/local/cuda-${CUDA_MAJOR}/compat" > /etc/ld.so.conf.d/00-cuda-compat.conf
  ldconfig
fi
EOF
COPY --link --from=vllm --chown=1000:0 /opt/venv /opt/venv
COPY --link --chmod=755 scripts/serve.sh /usr/local/bin/serve
# What prompts are made with: the braces are Jinja's.
COPY --chmod=644 <<"EOF" /usr/local/share/chat.jinja
{% for message in messages %}{{ message.role }}: {{ message.content }}
{% endfor %}
EOF
ENV PATH=/opt/venv/bin:$PATH \
    VIRTUAL_ENV=/opt/venv \
    SERVE_FRAMEWORK=vllm
WORKDIR /models
USER serve
EXPOSE 8000
ENTRYPOINT ["serve"]

# templates/dev.hbs:1-10
FROM runtime AS dev
USER root
RUN --mount=type=cache,id=dnf-rocky9,target=/var/cache/dnf,sharing=locked \
    dnf install --assumeyes --setopt=keepcache=True --setopt=install_weak_deps=False gdb git less perl-interpreter procps-ng vim-minimal
ADD --checksum=sha256:088f82e6848a4f12a56e1e8e8170ee6761fccf12e5615cd64630f6b087c99ea7 --chmod=755 https://raw.githubusercontent.com/brendangregg/FlameGraph/41fee1f99f9276008b7cd112fca19dc3ea84ac32/flamegraph.pl /usr/local/bin/flamegraph
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.13.8,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,id=uv-0.13.8,target=/root/.cache/uv \
    --mount=type=bind,from=wheel-builder,source=/wheels,target=/wheels \
    --mount=type=secret,id=package-index,env=UV_INDEX \
    export UV_LINK_MODE=copy UV_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cu126 UV_INDEX_STRATEGY=unsafe-best-match VIRTUAL_ENV=/opt/venv && uv pip install debugpy py-spy
ENV PATH=/opt/venv/bin:$PATH \
    VIRTUAL_ENV=/opt/venv
WORKDIR /workspace
# A shell, whatever the parent starts.
ENTRYPOINT []
CMD ["/bin/bash"]

# templates/local-dev.hbs:1-9
FROM dev AS local-dev
# The host's: docker build --build-arg USER_UID=$(id -u) …
ARG USER_UID=1001
ARG USER_GID=1001
RUN <<EOF
getent group "${USER_GID}" || groupadd --gid "${USER_GID}" developer
getent passwd "${USER_UID}" || useradd --uid "${USER_UID}" --gid "${USER_GID}" --create-home developer
chown "${USER_UID}:${USER_GID}" /workspace
EOF
USER ${USER_UID}:${USER_GID}
