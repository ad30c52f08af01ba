FROM debian:12
RNU echo hi
RUN one
  && two
