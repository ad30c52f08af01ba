FROM debian:12
RUN one \
# a comment
 && two

RUN <<EOF

hi \

EOF
