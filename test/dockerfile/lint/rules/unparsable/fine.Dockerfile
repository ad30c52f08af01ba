# syntax=docker/dockerfile:1
ARG V=1
FROM --platform=$BUILDPLATFORM debian:$V AS one
RUN <<-'EOF' cat > /x
	UNKNOWN line

	EOF
COPY <<A <<"B" /etc/
FROM nothing
A
B
ENV A b c
HEALTHCHECK NONE
CMD ["a", "b"]
ENTRYPOINT []
onbuild run echo $((1<<2))
