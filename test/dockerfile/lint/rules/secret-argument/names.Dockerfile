FROM debian:12
ARG GITHUB_TOKEN
ENV A=1 \
    DB_PASSWORD=x
ARG SIGNING_KEY=abc
ENV apikey abc
ARG DATABASE_URL=postgres://app:hunter2@db/app
ENV PGPASSWORD=x PIP_INDEX_URL=https://pypi.org/simple
