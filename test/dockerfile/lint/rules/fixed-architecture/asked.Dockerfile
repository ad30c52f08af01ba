FROM debian:12
ARG TARGETARCH
RUN case $TARGETARCH in amd64) A=x86_64 ;; *) A=aarch64 ;; esac
RUN curl https://example.org/$(uname -m)/x86_64
RUN echo xamd64 amd64x
LABEL amd64=yes
