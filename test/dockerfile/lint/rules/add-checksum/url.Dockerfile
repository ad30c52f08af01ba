FROM debian:12
ADD https://example.org/a.tgz /a
ADD --checksum=sha256:00 https://example.org/a.tgz /a
ADD https://github.com/o/r.git#v1 /src
ADD a.tgz /a
ADD ["http://example.org/b", "/b"]
