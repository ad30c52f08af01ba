FROM debian
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8
# Links where the real image has its own Python; no marker against pip, as there.
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv python3-pip \
 && rm -rf /var/lib/apt/lists/* /usr/lib/python3.*/EXTERNALLY-MANAGED \
 && for name in python3.11 python3 python; do ln -s /usr/bin/python3.11 "/usr/local/bin/$name"; done \
 && for name in pip pip3 pip3.11; do ln -s /usr/bin/pip3 "/usr/local/bin/$name"; done
COPY pip.conf /etc/pip.conf
# Debian 12's Python, said as the real image says it.
ENV PYTHON_VERSION=3.11.2
CMD ["python3"]
