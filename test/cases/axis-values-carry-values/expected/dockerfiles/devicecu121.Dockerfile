# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

# templates/torch.hbs:1-4
FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04 AS torch
RUN apt-get install git cuda-nvcc
RUN pip install --index-url https://download.pytorch.org/whl/cu121 torch # cu121
CMD ["run","cu121"]
USER torch
