# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/base.hbs:1-13
FROM alpine:plain AS base
RUN do without
LABEL suffix=-plain
LABEL efa=false both=false neither=true

# templates/copy.hbs:1-3
FROM base AS copy
USER plain
