FROM debian:12
RUN <<EOF
pip install jupyterlab>=4
EOF
RUN python <<EOF
if x>=4: pass
EOF
