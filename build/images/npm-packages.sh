#!/usr/bin/env bash
# Puts the npm packages that a package-lock.json names below FOLDER/node_modules, in an image build that has neither Node.js nor
# npm: fetches each from the registry and holds it to the lock file's checksum. Packages that are there already stay.
# usage: npm-packages.sh FOLDER
set -euo pipefail
cd "${1:?usage: npm-packages.sh FOLDER}"
readonly registry=${NPM_REGISTRY:-https://registry.npmjs.org}

# path, version and integrity of each package, one a line.
locked() {
  sed -n -e 's/^    "\(node_modules\/[^"]*\)": {$/\1/p' -e 's/^      "version": "\(.*\)",$/\1/p' \
    -e 's/^      "integrity": "sha512-\(.*\)",$/\1/p' package-lock.json | paste -d' ' - - -
}

fetch() {
  local path=$1 version=$2 integrity=$3 name=${1#node_modules/} archive
  archive=$(mktemp)
  echo "npm        $name $version"
  curl --fail --silent --show-error --location --retry 3 -o "$archive" "$registry/$name/-/${name##*/}-$version.tgz"
  if [[ $(sha512sum "$archive" | cut -d' ' -f1) != "$(base64 -d <<<"$integrity" | od -An -v -tx1 | tr -d ' \n')" ]]; then
    echo "$name $version is not what package-lock.json says it is." >&2
    exit 1
  fi
  mkdir -p "$path"
  tar -xzf "$archive" -C "$path" --strip-components=1
  rm "$archive"
}

while read -r path version integrity; do
  [[ -d $path ]] || fetch "$path" "$version" "$integrity"
done < <(locked)
