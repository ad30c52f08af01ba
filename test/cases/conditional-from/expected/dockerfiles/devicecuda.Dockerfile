# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/toolkit.hbs:1-1
FROM nvidia/cuda:12.4.1-devel AS toolkit
ENV CUDA_HOME=/usr/local/cuda

# templates/base.hbs:1-5
FROM toolkit AS base
RUN nvcc --version

# templates/dev.hbs:1-1
FROM base AS dev
USER dev
