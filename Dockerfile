# The image of Dumpwarden: its release archive on Debian's Java runtime and MariaDB clients.
#
#   docker build -t dumpwarden .
#   docker run -d -p 8080:8080 -v dumpwarden:/data --stop-timeout 60 dumpwarden
#
# docs/container.md tells the rest. Nothing is fetched but Debian's packages and Maven's.

ARG BASE_IMAGE=debian:bookworm-slim
# where the jars are made; nothing of it reaches the image
ARG BUILD_IMAGE=${BASE_IMAGE}


FROM ${BUILD_IMAGE} AS build
# a slim base has no folder for the links that Java's package makes to its man pages
RUN mkdir -p /usr/share/man/man1 \
    && apt-get -q update \
    && apt-get -q -y --no-install-recommends install binutils maven openjdk-17-jdk-headless \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# more words for Maven: another repository folder, a mirror's settings
ARG MAVEN_OPTIONS=""
RUN deploy/image/build /opt/dumpwarden ${MAVEN_OPTIONS}


FROM ${BASE_IMAGE}
# libstdc++6 and libsystemd0 are what the embedded MariaDB loads beside the C library
RUN mkdir -p /usr/share/man/man1 \
    && apt-get -q update \
    && apt-get -q -y --no-install-recommends install \
      ca-certificates libstdc++6 libsystemd0 mariadb-client openjdk-17-jre-headless tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /tmp/* /usr/share/man/man1 \
    # tools of the client package that nothing here calls: 45 MB
    && cd /usr/bin \
    && rm mariadb-conv mariadb-import mariadb-plugin mariadb-show mariadb-slap mariadb-tzinfo-to-sql mariadb-waitpid \
      perror replace resolve_stack_dump \
    && groupadd --gid 10001 dumpwarden \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin dumpwarden \
    # the group is for platforms that choose the user's number themselves: those give it group 0
    && install -d -o 10001 -g 0 -m 0770 /data
COPY --from=build /opt/dumpwarden /opt/dumpwarden

ENV PATH=/opt/dumpwarden/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/data \
    # names of files are UTF-8
    LANG=C.UTF-8 \
    DUMPWARDEN_DATA_DIR=/data \
    DUMPWARDEN_ADMIN_BIND=0.0.0.0 \
    DUMPWARDEN_METRICS_BIND=0.0.0.0

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 9464
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["dumpwarden-health"]
ENTRYPOINT ["/usr/bin/tini", "--", "dumpwarden"]
CMD ["serve"]

ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Dumpwarden" \
      org.opencontainers.image.description="Backs up fleets of MySQL and MariaDB servers" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
