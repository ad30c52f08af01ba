# syntax=docker/dockerfile:1
# Somebody's own: docker-matrix builds it, and changes nothing in it.
FROM python:3.11-slim-bookworm
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /usr/local/bin/uv
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv UV_LINK_MODE=copy uv sync --frozen
ENV PATH="/app/.venv/bin:${PATH}"
CMD ["python", "-c", "from experiment import run; print(run())"]
