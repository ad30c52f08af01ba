# only comments
ARG V=1
