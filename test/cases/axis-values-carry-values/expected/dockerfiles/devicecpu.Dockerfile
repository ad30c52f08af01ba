# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/torch.hbs:1-4
FROM debian:12 AS torch
RUN apt-get install git
RUN pip install --index-url https://idx.test/simple torch # cpu
CMD ["run","cpu"]
USER torch
