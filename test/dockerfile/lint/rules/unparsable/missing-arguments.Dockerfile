FROM debian:12
COPY onlyone
RUN
ENV NAME
SHELL bash
