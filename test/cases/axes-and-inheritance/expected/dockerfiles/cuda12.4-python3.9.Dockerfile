# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/base.hbs:1-1
FROM python:3.9-slim AS base
RUN python3.9 --version

# templates/gpu.hbs:1-1
FROM base AS gpu
RUN install-cuda 12.4 for 3.9

# templates/notebook.hbs:1-1
FROM gpu AS notebook
RUN pip install jupyter
