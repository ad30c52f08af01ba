FROM alpine AS alpin
FROM node AS code
COPY --from=alpine /x /x
COPY --from=golang /x /x
COPY --from=ghcr.io/org/alpin:1 /x /x
COPY --from=company-tool /x /x
COPY --from=ALPIN /x /x
FROM node
