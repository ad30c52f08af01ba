FROM debian:12 AS not-built
RUN --mount=type=secret,id=other,required=true true
FROM debian:12 AS builder
RUN --mount=type=secret,id=token,required=true cat /run/secrets/token
RUN --mount=type=secret,target=/etc/pip.conf,required true
RUN --mount=type=secret,id=npmrc,required=true \
    --mount=type=secret,id=npmrcs,required \
    --mount=type=secret,id=key,env=KEY,required=1 true
FROM debian:12
COPY --from=builder /x /x
