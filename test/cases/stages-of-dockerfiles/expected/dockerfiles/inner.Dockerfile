FROM debian:12 AS inner
RUN touch /inner
FROM inner
RUN touch /whole
