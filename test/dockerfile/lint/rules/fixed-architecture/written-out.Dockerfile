FROM debian:12
RUN curl -O https://example.org/tool-x86_64.tgz
ADD --checksum=sha256:00 https://example.org/linux_amd64.tgz /x
ENV URL=https://example.org/aarch64
RUN <<EOF
echo
curl https://example.org/arm64
EOF
