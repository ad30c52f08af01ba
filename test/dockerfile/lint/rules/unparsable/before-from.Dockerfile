RUN true
FROM debian:12
FROM a b
