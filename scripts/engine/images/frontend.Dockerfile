FROM scratch
COPY dockerfile-frontend /bin/dockerfile-frontend
# What BuildKit reads before it runs a frontend: no network, and the forwarded features it may use.
LABEL moby.buildkit.frontend.network.none="true" \
      moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts"
ENTRYPOINT ["/bin/dockerfile-frontend"]
