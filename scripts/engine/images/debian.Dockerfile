FROM scratch
ARG TARGETARCH
ADD ${TARGETARCH}.tar /
# Programs with a bundle of their own (pip, requests, Node) have to be told about the machine's authorities.
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
    PIP_CERT=/etc/ssl/certs/ca-certificates.crt
CMD ["bash"]
