ARG BASE=builder
ARG GIVEN
FROM debian:12 AS builder
FROM ${BASE} AS fine
FROM bulider-${TARGETSTAGE} AS known-to-the-build-only
FROM ${BASE:-x}r
COPY --from=${BASE} /x /x
COPY --from=$BASE /x /x
ADD --from=x$ /x /x
RUN --mount=from=$BASE,target=/x true
FROM debian:${GIVEN:-} AS tag
FROM ghcr.io/Org/tool AS capitals
FROM debian@sha256:123 AS digest
FROM scratch
FROM ghcr.io/org/tool:1@sha256:0123456789012345678901234567890123456789012345678901234567890123
FROM localhost:5000/a/b__c:v1.2-3_4
