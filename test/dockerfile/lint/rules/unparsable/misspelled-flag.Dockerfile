FROM debian:12
RUN --mout=type=cache,target=/x true
COPY --chwon=1 a b
COPY --new-flag-of-a-frontend a b
