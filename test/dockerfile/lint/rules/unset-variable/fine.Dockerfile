FROM debian:12 AS base
ENV user=app
# The base image may set it.
ENV VERSION_OF=$VERSION
RUN for os in a b; do echo $os; done; python=3 && echo ${python}
RUN echo '$os' \$os ${osx} $os_
RUN cat os | while read -r os; do echo "$os"; done
RUN ["echo", "$os"]
RUN python - <<EOF
print("$os")
EOF
RUN <<EOF
#!/usr/bin/env perl
my $os = 1;
EOF
WORKDIR /home/${python:-3}
CMD echo $os
HEALTHCHECK CMD test "$os"
FROM base
USER $user
