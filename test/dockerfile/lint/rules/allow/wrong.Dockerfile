FROM debian:12
# docker-matrix: allow add-checksum
ADD https://example.org/a /a
# docker-matrix: allow add-checksums because it is ours
ADD https://example.org/a /a
# docker-matrix: ignore this
# docker-matrix: allow secret-argument because there is none
RUN true
