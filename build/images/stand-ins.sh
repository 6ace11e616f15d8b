#!/usr/bin/env bash
# Images that take the place of the official base images where no registry can be reached, under the same names, made of
# Debian's packages and this machine's .NET: so that the Dockerfiles build and the images run unchanged. For tests only.
# An image that is here already, official or not, stays. Needs podman and mmdebstrap, as root on Debian.
# usage: stand-ins.sh [sdk|aspnet|postgres]...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
export CONTAINERS_CONF=${CONTAINERS_CONF:-$here/containers.conf}

readonly sdk=mcr.microsoft.com/dotnet/sdk:10.0
readonly aspnet=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
readonly postgres=docker.io/library/postgres:17.6
readonly debian=localhost/todo-stand-in/debian:bookworm

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_here() { podman image exists "$1"; }

dotnet_folder() { dirname "$(readlink -f "$(command -v dotnet)")"; }

# One Debian for all: what building needs, PostgreSQL as its user 999, and a proxy for the image that has everything in it.
make_debian() {
  if is_here $debian; then return; fi
  local root=$work/debian
  mmdebstrap --quiet --variant=minbase --include=ca-certificates,curl,libicu72,libssl3,tzdata,postgresql,nginx-light \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    bookworm "$root"
  chroot "$root" sh -c 'pg_dropcluster 15 main; groupmod -g 999 postgres; usermod -u 999 -g 999 postgres'
  # As the official image has them: open to whatever user the container runs as.
  install -d -m 3777 -o 999 -g 999 "$root/run/postgresql"
  install -d -m 1777 -o 999 -g 999 "$root/var/lib/postgresql/data"
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*
  tar -C "$root" --numeric-owner --exclude="./dev/*" -c . | podman import --quiet - $debian
}

make_sdk() {
  make_debian
  mkdir "$work/sdk"
  tar -C "$(dotnet_folder)" -cf "$work/sdk/dotnet.tar" .
  cat >"$work/sdk/Dockerfile" <<TEXT
FROM $debian
ADD dotnet.tar /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV DOTNET_RUNNING_IN_CONTAINER=true DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=1 NUGET_XMLDOC_MODE=skip
TEXT
  podman build --quiet --isolation=chroot --pull=never -t $sdk "$work/sdk"
}

# No shell, no package manager, one user; what scanners want to know of each package stays.
make_aspnet() {
  local root=$work/root package
  mkdir -p "$work/packages" "$root"/{app,home/app,proc,sys,dev,run,tmp,usr/bin,usr/share/dotnet,var/lib/dpkg/status.d}
  (cd "$work/packages" && chmod 777 . &&
    apt-get -qq download base-files ca-certificates libc6 libgcc-s1 libicu72 libssl3 libstdc++6 netbase tzdata zlib1g)
  for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$root"
    dpkg-deb -f "$package" >"$root/var/lib/dpkg/status.d/$(dpkg-deb -f "$package" Package)"
  done
  cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"
  rm -rf "$root"/usr/share/{doc,man,lintian,bug,locale} "$root"/usr/sbin/* "$root"/sbin/* "$root/usr/share/zoneinfo/right"
  echo 'app:x:1654:1654::/home/app:/usr/sbin/nologin' >"$root/etc/passwd"
  echo 'app:x:1654:' >"$root/etc/group"
  chown 1654:1654 "$root/home/app"
  chmod 1777 "$root/tmp"
  cp -a "$(dotnet_folder)"/{dotnet,host,shared} "$root/usr/share/dotnet/"
  ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
  tar -C "$root" --numeric-owner -c . | podman import --quiet -c 'USER 1654' -c 'ENV APP_UID=1654' \
    -c 'ENV ASPNETCORE_HTTP_PORTS=8080' -c 'ENV DOTNET_RUNNING_IN_CONTAINER=true' \
    -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - $aspnet
}

make_postgres() {
  make_debian
  mkdir "$work/postgres"
  cp "$here/postgres-entrypoint.sh" "$work/postgres/docker-entrypoint.sh"
  cat >"$work/postgres/Dockerfile" <<TEXT
FROM $debian
COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/15/bin
ENV PGDATA=/var/lib/postgresql/data LANG=C.UTF-8 PG_MAJOR=15
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["postgres"]
TEXT
  podman build --quiet --isolation=chroot --pull=never -t $postgres "$work/postgres"
}

for wanted in "${@:-sdk}"; do
  case $wanted in
    sdk | aspnet | postgres) is_here "${!wanted}" || "make_$wanted" >&2 ;;
    *) sed -n 's/^# usage: /usage: /p' "$0" >&2 && exit 64 ;;
  esac
done
