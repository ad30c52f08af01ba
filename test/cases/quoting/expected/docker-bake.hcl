# Made by docker-matrix from matrix.yaml: edit that, then run "docker-matrix render".

group "default" {
  targets = ["base"]
}

target "base" {
  context    = "."
  dockerfile = "dockerfiles/Dockerfile"
  target     = "base"
  platforms  = ["linux/amd64"]
  tags       = ["ghcr.io/org/app:base"]
  args       = {
    "BACKSLASH" = "\\"
    "DOLLAR" = "$"
    "EMPTY" = ""
    "NASTY" = "it's \"quoted\" \\ $HOME $${HOME} %%{if} $$${x} %%%{y} \t tab"
    "PERCENT" = "%%{"
    "UNICODE" = "Grüße, 世界 🐳 é"
  }
  labels     = {
    "empty" = ""
    "nasty" = "it's \"quoted\" \\ $HOME $${HOME} %%{if} $$${x} %%%{y} \t tab"
    "org.opencontainers.image.description" = "100% $${done} \"yes\" \\o/"
    "org.opencontainers.image.title" = "app base"
    "plain" = "the target's"
    "true" = "false"
    "unicode" = "Grüße, 世界 🐳 é"
    "with \"quotes\" and $${braces}" = "x"
  }
  cache-from = ["type=registry,ref=ghcr.io/org/app-cache:base"]
}
