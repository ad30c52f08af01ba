ARG NAME=ml_${TARGETARCH}
FROM debian:12 AS ml_amd64
FROM debian:12 AS ml_arm64
FROM debian:12 AS gpu_amd64
FROM debian:12 AS tools_riscv64
FROM ml_${TARGETARCH} AS all
FROM ml_$TARGETARCH$TARGETVARIANT AS variant
FROM ${NAME} AS through-a-default
FROM gpu_${TARGETARCH} AS some
FROM tools_${BUILDARCH} AS machine
FROM toosl_${TARGETARCH} AS none
FROM ${TARGETARCH}/debian:12 AS image
FROM --platform=$BUILDPLATFORM all
