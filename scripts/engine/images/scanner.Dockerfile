# NOT the real buildkit-syft-scanner: a small generator that speaks its protocol (see scanner/scan.py).
FROM docker.io/library/python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="SBOM generator stand-in (dpkg and Python packages, not Syft)"
COPY scan.py /scan.py
ENTRYPOINT ["python3", "/scan.py"]
