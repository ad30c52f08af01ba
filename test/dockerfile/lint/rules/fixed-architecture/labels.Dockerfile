FROM debian:12
ENV ARCH=$BUILD_ARCHITECTURE
RUN case "$ARCH" in \
      amd64) \
        A=x86_64 ;; \
      'arm64' | aarch64) \
        A=aarch64 ;; \
    esac; curl -O https://example.org/tool-$A.tgz
RUN <<EOT
case "$(./which-architecture)" in
  # the usual one
  (armhf|arm64)
    A=aarch64 ;;
  *)
    A=x86_64 ;;
esac
EOT
RUN if [ "${ARCH}" = "arm64" ]; then A=aarch64; else A=x86_64; fi
RUN A=$(apk --print-arch); [ $A = x86_64 ]
RUN (cd /opt; curl -O https://example.org/tool-amd64)
