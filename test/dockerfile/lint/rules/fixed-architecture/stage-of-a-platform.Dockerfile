FROM debian:12 AS ml_amd64
RUN curl --output /x https://example.org/x86_64
FROM debian:12 AS ml_arm64
RUN curl --output /x https://example.org/aarch64
FROM debian:12 AS both
RUN curl --output /y https://example.org/x86_64
FROM ml_${TARGETARCH}
COPY --from=both /y /y
