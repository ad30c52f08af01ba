FROM debian:12
FROM debian:12
COPY --from=0 /x /x
COPY --from=1 /x /x
