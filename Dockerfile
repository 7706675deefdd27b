# The gateway, the subgraphs and logs:ingest: one image, of which each container runs one program.
FROM node:22.14.0-bookworm-slim AS build
WORKDIR /srv/hostgraph
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev

FROM node:22.14.0-bookworm-slim
# For trials of sorting rules: Pigeonhole's own sieve-test.
RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends dovecot-core dovecot-sieve \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/hostgraph
COPY --from=build /srv/hostgraph .
ENV NODE_ENV=production HOST=0.0.0.0
USER node
