FROM debian:12 AS base
LABEL os=${os}
ENV PYTHON=$python
WORKDIR /home/${user:-app}
RUN echo ${os} \
 && echo "$user"
RUN <<EOF
echo ${os}
EOF
COPY a-${os} /a
FROM debian:12
ARG user
RUN echo $user
