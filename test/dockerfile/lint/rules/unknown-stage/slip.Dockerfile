FROM debian:12 AS builder
RUN true
FROM debian:12
COPY --from=bulider /x /x
RUN --mount=type=bind,from=buildr,target=/y true
FROM bilder
