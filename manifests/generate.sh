#!/usr/bin/env bash
# From the AppHost to manifests/: emits its manifest and has Aspirate render that with each set of templates in
# aspirate/settings. Run by ./todo manifests, which builds the AppHost first. The same input gives the same files.
#   --check     fails when that changes anything
#   --manifest  emits the manifest and leaves the rest to others
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly manifest=aspire-manifest.json selected=aspire-selected.received.json
apphost=${APPHOST:-../TodoApp.AppHost/bin/Debug/net10.0/TodoApp.AppHost.dll}
work=$(mktemp -d)
# State that Aspirate leaves behind could hold secrets and would be taken up by the next run.
trap 'rm -rf "$work" "$selected" aspirate-state.json' EXIT

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

settings() { sed -n "s/^$1 //p" aspirate/settings; }

version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' ../Directory.Build.props; }

# Without its question to the feed whether there is a newer one, which fails where there is no way to it.
prepare_aspirate() {
  mkdir -p "$work/data/Aspirate"
  : >"$work/data/Aspirate/updates-disabled"
}

# ASPIRATE names another build of it than the pinned tool.
aspirate() {
  local -x XDG_DATA_HOME=$work/data
  if [[ -n ${ASPIRATE:-} ]]; then
    # shellcheck disable=SC2086 # A command with its arguments.
    $ASPIRATE "$@"
  else
    dotnet tool run aspirate -- "$@"
  fi
}

need_aspirate() {
  prepare_aspirate
  [[ -z ${ASPIRATE:-} ]] || return 0
  dotnet tool restore >"$work/restore.log" 2>&1 || {
    cat "$work/restore.log" >&2
    fail "Aspirate cannot be had from this feed. ./todo manifests --render does the same without it."
  }
}

emit_manifest() {
  [[ -f $apphost ]] || fail "$apphost is not here: dotnet build TodoApp.AppHost"
  env DOTNET_ENVIRONMENT=Development dotnet "$apphost" --publisher manifest --output-path "$PWD/$manifest" >"$work/manifest.log" 2>&1 ||
    { cat "$work/manifest.log" >&2 && fail "The AppHost did not write its manifest."; }
  echo >>"$manifest"
}

# The registry's part of an image's name, unless the project says it itself.
image_prefix() {
  grep -qs '<ContainerRepository>' ../TodoApp.Api/TodoApp.Api.csproj ../Directory.Build.props || echo todo
}

# The manifest without the projects and containers that are not to be rendered, for Aspirate 9.1.0 renders whatever it finds.
# It lies beside the other, because paths are relative to it, and has been laid out by Aspire: a resource ends at "    }".
write_selected() {
  awk -v wanted=" $(settings component | tr '\n' ' ')" '
    /^    "/ { split($0, part, "\""); block = ""; inside = 1 }
    inside { block = block (block == "" ? "" : "\n") $0 }
    inside && /^    \},?$/ {
      sub(/,$/, "", block)
      if (block !~ /"type": "(project|container)\./ || index(wanted, " " part[2] " ")) kept = kept (kept == "" ? "" : ",\n") block
      inside = 0
    }
    END { printf "{\n  \"resources\": {\n%s\n  }\n}\n", kept }' "$manifest" >"$selected"
}

render() {
  local templates=$1 output=$2 prefix arguments=()
  prefix=$(image_prefix)
  while read -r name value; do arguments+=(-pa "$name=$value"); done < <(settings parameter)
  [[ -z $prefix ]] || arguments+=(-crp "$prefix")
  aspirate generate --non-interactive --disable-state --disable-secrets --skip-build \
    -p "aspirate/$templates" -m "$selected" -o "$output" --output-format kustomize --namespace todo \
    --image-pull-policy IfNotPresent --include-dashboard false -ct "$(version)" "${arguments[@]}" >"$work/aspirate.log" 2>&1 ||
    { cat "$work/aspirate.log" >&2 && fail "Aspirate failed."; }
}

# Puts what was rendered where it belongs, in place of all that was there.
place() {
  local from=$1 output=$2 layout=$3 name
  rm -rf "$output"
  mkdir -p "$output"
  if [[ $layout == tree ]]; then
    cp -R "$from/." "$output/"
    return
  fi
  while read -r name; do
    { cat "$from/$name"/{statefulset,deployment}.yaml 2>/dev/null || true; } >"$output/$name.yaml"
    { echo '---' && cat "$from/$name/service.yaml"; } >>"$output/$name.yaml"
  done < <(settings component)
}

generate() {
  local templates output layout
  need_aspirate
  emit_manifest
  write_selected
  while read -r templates output layout; do
    render "$templates" "$work/$templates" </dev/null
    place "$work/$templates" "$output" "$layout"
    echo "manifests/$output"
  done < <(settings set)
}

# Everything that is generated, for a comparison.
copy_generated() {
  local output
  mkdir -p "$1"
  cp "$manifest" "$1/"
  while read -r _ output _; do
    mkdir -p "$1/$output"
    cp -R "$output/." "$1/$output/"
  done < <(settings set)
}

check() {
  copy_generated "$work/before"
  generate >/dev/null
  copy_generated "$work/after"
  diff -r "$work/before" "$work/after" || fail "manifests/ was not what Aspirate makes of the AppHost. Now it is: review and commit it."
}

case ${1:-} in
  '') generate ;;
  --check) check ;;
  --manifest) emit_manifest ;;
  *) fail "usage: generate.sh [--check | --manifest]" ;;
esac
