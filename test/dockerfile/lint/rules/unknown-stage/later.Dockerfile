FROM debian:12 AS app
COPY --from=builder /x /x
FROM debian:12 AS builder
RUN true
