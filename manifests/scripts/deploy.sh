#!/usr/bin/env bash
# usage: deploy.sh [--tag TAG] [--values FILE]... [--registry HOST] [--build sdk|docker|none] [--no-smoke]
#        deploy.sh --kustomize OVERLAY [--tag TAG] [--build …]
#
# Builds the images, hands them to minikube (other clusters pull them from --registry), makes the secrets that are missing
# (Helm's chart does that itself), installs or upgrades, waits, and looks whether the product answers. A failed upgrade is rolled back.
#   --build sdk      dotnet publish -t:PublishContainer; needs no container engine (the default on minikube)
#   --build docker   docker build with the Dockerfile of each service
#   --build none     the images are there, or in the registry (the default elsewhere)
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/images.sh
source "$here/images.sh"
# shellcheck source=manifests/scripts/smoke.sh
source "$here/smoke.sh"

registry=''
smoke=yes
values=()

own_option() {
  taken=2
  case $1 in
    --tag) tag=$(value "$@") ;;
    --registry) registry=$(value "$@") ;;
    --build) build=$(value "$@") ;;
    --values | -f)
      file=$(value "$@")
      values+=(--values "$file")
      ;;
    --no-smoke) smoke='' && taken=1 ;;
    *) taken=0 ;;
  esac
}

choose() {
  tag=${tag:-$(git -C "$root" describe --tags --always --dirty 2>/dev/null || echo dev)}
  [[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ && $tag != latest ]] || fail "'$tag' is not a tag that can be deployed: give --tag a version."
  build=${build:-$(is_minikube && echo sdk || echo none)}
  [[ $build == sdk || $build == docker || $build == none ]] || fail "--build is sdk, docker or none, not '$build'."
  [[ $build == none ]] || is_minikube || fail "Images that are built here get to a cluster through a registry: push them, and say --build none --registry HOST."
  local i
  for ((i = 1; i < ${#values[@]}; i += 2)); do [[ -f ${values[i]} ]] || fail "There is no file ${values[i]}."; done
}

install_with_helm() {
  local settings=(--set-string "image.tag=$tag")
  [[ -z $registry ]] || settings+=(--set-string "image.registry=$registry")
  if is_minikube && ((${#values[@]} == 0)); then values=(--values "$chart/values-minikube.yaml"); fi
  helm_change upgrade --install "$release" "$chart" --create-namespace ${values[@]+"${values[@]}"} "${settings[@]}" \
    "$(back_on_failure)" --wait --timeout 15m
}

# A Job cannot be changed: the migration of the last time makes room for this one's.
install_with_kustomize() {
  change delete job --selector app.kubernetes.io/name=migrate --ignore-not-found --wait
  if [[ -n $dry_run ]]; then change apply -k "$overlay"; else with_tag | kube apply -f -; fi
  [[ -z $(ask get job migrate --ignore-not-found -o name) ]] || wait_for_job migrate 600
  wait_for_rollout deployment/api deployment/web
}

# The overlay as it stands, with the images of this tag; nothing in the checkout is touched.
with_tag() {
  local layer image
  make_temporary
  layer=$(mktemp -d "$overlay/../.deploy-XXXXXX")
  printf 'resources: [../%s]\nimages:\n' "$(basename "$overlay")" >"$layer/kustomization.yaml"
  for image in api web; do
    printf -- '- { name: todo/%s, newName: "%stodo/%s", newTag: "%s" }\n' "$image" "${registry:+$registry/}" "$image" "$tag" >>"$layer/kustomization.yaml"
  done
  kubectl kustomize "$layer" || { rm -rf "$layer" && return 1; }
  rm -rf "$layer"
}

parse "$@"
((${#operands[@]} == 0)) || fail "usage: deploy.sh [--tag TAG] [--values FILE]; see deploy.sh --help."
ready_for_cluster
choose
build_images
if [[ -n $overlay ]]; then
  make_secrets
  install_with_kustomize
else
  install_with_helm
fi
[[ -z $smoke ]] || check_answers
say "Deployed $tag to $namespace ($context)."
