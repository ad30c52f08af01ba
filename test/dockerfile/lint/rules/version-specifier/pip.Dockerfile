FROM debian:12
RUN pip install jupyterlab>=4.0.0 'numpy<2' torch>2
RUN pip install \
    numpy<2 \
    package[extra]<=3
RUN pip install jupyterlab >=4
