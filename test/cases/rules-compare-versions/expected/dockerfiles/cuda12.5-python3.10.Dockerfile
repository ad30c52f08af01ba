# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/ml.hbs:1-1
FROM nvidia/cuda:12.5 AS ml
RUN python3.10
