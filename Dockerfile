# syntax=docker/dockerfile:1
# The self-hosted server: API, pages and scheduler in one process, as a user without rights. docs/deploy-docker.md explains it.
FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

# Needs no database and no secret.
FROM dependencies AS build
COPY . .
RUN npm run build && node scripts/standalone.mjs out

FROM base AS server
ENV NODE_ENV=production \
    PORT=3000 \
    HOST=0.0.0.0
# Root's, so that the process that serves can write none of it.
COPY --from=build /app/out ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((answer) => process.exit(answer.status < 500 ? 0 : 1), () => process.exit(1))"]
# Without npm in between, which would not pass SIGTERM on.
CMD ["node", "start.cjs"]

# Applies migrations, and has the commands of docs/operating.md.
FROM dependencies AS tools
COPY . .
USER node
CMD ["npm", "run", "db:migrate"]
