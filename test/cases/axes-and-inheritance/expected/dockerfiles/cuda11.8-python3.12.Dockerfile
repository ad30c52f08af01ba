# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/base.hbs:1-1
FROM python:3.12-slim AS base
RUN python3.12 --version

# templates/gpu.hbs:1-1
FROM base AS gpu
RUN install-cuda 11.8 for 3.12

# templates/notebook.hbs:1-1
FROM gpu AS notebook
RUN pip install jupyter
