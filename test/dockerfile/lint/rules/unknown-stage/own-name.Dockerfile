FROM alpine AS alpine
RUN echo 1
