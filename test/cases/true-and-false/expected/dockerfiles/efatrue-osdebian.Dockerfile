# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/base.hbs:1-13
FROM debian:efa AS base
RUN install efa
RUN for debian
LABEL efa=true both=true neither=false

# templates/copy.hbs:1-3
FROM base AS copy
