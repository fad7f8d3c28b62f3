# syntax=docker/dockerfile:1

# The screens.
FROM node:22-bookworm-slim AS screens
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY openapi /build/openapi
COPY frontend ./
RUN npm run build

# The program, with the screens inside. PROFILE=dist takes twice the time and makes it smaller.
FROM rust:1.95-bookworm AS program
ARG PROFILE=release
WORKDIR /build
COPY . .
COPY --from=screens /build/frontend/dist frontend/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --locked --profile "$PROFILE" -p maillage --bin maillage \
    && install -D "target/$PROFILE/maillage" /out/maillage

# What runs: no compiler, no package manager's leftovers, no root.
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin maillage \
    && install -d -o maillage -g maillage /data
COPY --from=program /out/maillage /usr/local/bin/maillage
COPY LICENCE NOTICE /usr/share/doc/maillage/
COPY licences /usr/share/doc/maillage/licences/
ENV MAILLAGE_DATA_DIR=/data \
    MAILLAGE_LISTEN=0.0.0.0:8080 \
    MAILLAGE_LOG_FORMAT=json
USER maillage
VOLUME /data
EXPOSE 8080
# bash opens the connection itself: the image has neither curl nor wget.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["maillage"]
CMD ["serve"]
