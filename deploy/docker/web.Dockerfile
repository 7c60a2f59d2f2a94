# syntax=docker/dockerfile:1
# The proxy: Debian's HAProxy, the one that the tests run on, with security updates from Debian.
FROM debian:12.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends haproxy wget ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin waymark
COPY deploy/proxy/haproxy.cfg deploy/proxy/resolvers.cfg /etc/haproxy/
COPY deploy/proxy/errors /etc/haproxy/errors
USER 10001:10001
EXPOSE 8080 8443
CMD ["haproxy", "-W", "-db", "-f", "/etc/haproxy/resolvers.cfg", "-f", "/etc/haproxy/haproxy.cfg"]
