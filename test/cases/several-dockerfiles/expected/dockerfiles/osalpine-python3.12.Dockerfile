# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/one.hbs:1-1
FROM alpine AS one
RUN one

# templates/both.hbs:1-1
FROM one AS both
RUN both alpine 3.12
