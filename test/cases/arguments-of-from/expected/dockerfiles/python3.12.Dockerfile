# syntax=docker/dockerfile:1
# Made by docker-matrix from matrix.yaml: edit that or the templates, then run "docker-matrix render".

ARG BASE_IMAGE=ghcr.io/org/debian
ARG OS
ARG TAG=12-py3.12

# templates/none.hbs:1-1
FROM debian:12 AS other_amd64

# templates/none.hbs:1-1
FROM other_${TARGETARCH} AS amd

# templates/native.hbs:1-1
FROM ${BASE_IMAGE}:${TAG} AS ml_amd64
RUN uname -m > /native

# templates/none.hbs:1-1
FROM debian:12 AS ml_arm64-base

# templates/native.hbs:1-1
FROM ml_$TARGETARCH$TARGETVARIANT-base AS ml_arm64
RUN uname -m > /native

# templates/base.hbs:1-2
FROM ml_${TARGETARCH} AS base
ARG TAG
RUN echo "$TAG"

# templates/copy.hbs:1-1
FROM ${BASE_IMAGE}:${TAG} AS copy
COPY --from=debian:12 /etc/os-release /x

# templates/none.hbs:1-1
FROM golang:1.25 AS go_amd64

# templates/none.hbs:1-1
FROM golang:1.25 AS go_arm64

# templates/none.hbs:1-1
FROM --platform=$BUILDPLATFORM go_${BUILDARCH} AS cross

# templates/none.hbs:1-1
FROM debian:${OS} AS one

# templates/none.hbs:1-1
FROM debian:${OS} AS two

# templates/none.hbs:1-1
FROM copy AS child
