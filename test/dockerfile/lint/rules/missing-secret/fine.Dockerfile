FROM debian:12
RUN --mount=type=secret,id=npmrc,required=true cat /run/secrets/npmrc
RUN --mount=type=secret,id=token true
RUN --mount=type=secret,id=token,required=false true
RUN --mount=type=secret,id=npmrcs true
RUN --mount=type=secret,id=$ID,required=true true
RUN --mount=type=cache,id=token,target=/x true
