ARG TAG=12
ARG NOTHING
FROM debian:${os} AS value
FROM debian:${TAG} AS fine
FROM ${NOTHING} AS declared
FROM $BASE:${TAG} AS plain
FROM ${BASE:-debian}:${TAG:+12} AS fallback
FROM ${BASE:?set-it} AS must
FROM ${TAG AS open
FROM --platform=$PLATFORM debian:12 AS platform
FROM --platform=${BUILDPLATFORM} debian:${TAG%.*} AS cut
FROM debian:${BASE:-${OTHER}} AS inner
FROM debian:${TAG:-${OTHER}}
