FROM debian:12
# docker-matrix: allow add-checksum because the mirror is ours
ADD https://example.org/a /a
# about the next line
# docker-matrix: allow version-specifier because it is redirected on purpose
# and more
RUN one \
  && two >=3
RUN one \
# docker-matrix: allow version-specifier because of reasons
  a>=3
