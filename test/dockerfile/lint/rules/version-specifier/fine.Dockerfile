FROM debian:12
RUN pip install "a>=4" 'b<2' c\>=3 d==4 e~=5
RUN foo > out.txt 2>&1 && cat <in >>log && [ 1 -gt 0 ] && (( a>=3 )) && [[ $a>=3 ]] && x>2.txt
RUN ["pip", "install", "a>=4"]
RUN cat <<EOF > /x
EOF
RUN echo $((1<<2)) 3>/dev/null
