# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/base.hbs:1-5
FROM debian:12 AS base
RUN true

# templates/dev.hbs:1-1
FROM base AS dev
USER dev
