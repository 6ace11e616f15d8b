#!/usr/bin/env bash
# Sourced by deploy.sh: the images of api and web, from source to the cluster's own store.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

# What deploy.sh was told: the version, and how it is built (sdk, docker, none).
tag=''
build=''

is_minikube() { [[ $context == minikube ]] || minikube profile list -o json 2>/dev/null | grep -q "\"Name\":\"$context\""; }

build_images() {
  case $build in
    sdk) build_with_sdk ;;
    docker) build_with_docker ;;
  esac
}

build_with_sdk() {
  need dotnet "The .NET SDK 10 builds the images: https://dot.net/download"
  need minikube "https://minikube.sigs.k8s.io/docs/start/"
  local image project archive
  for image in api web; do
    project=TodoApp.$([[ $image == api ]] && echo Api || echo Web)
    archive=$root/artifacts/images/todo-$image-$tag.tar
    run mkdir -p "$root/artifacts/images"
    run dotnet publish "$root/$project" -c Release --nologo -v quiet -t:PublishContainer \
      "-p:ContainerRepository=todo/$image" "-p:ContainerImageTags=$tag" "-p:ContainerArchiveOutputPath=$archive"
    run minikube --profile "$context" image load "$archive"
  done
}

build_with_docker() {
  need docker "it builds the images; or say --build sdk, which needs none."
  need minikube "https://minikube.sigs.k8s.io/docs/start/"
  local image
  for image in api web; do
    run docker build --file "$root/TodoApp.$([[ $image == api ]] && echo Api || echo Web)/Dockerfile" --tag "todo/$image:$tag" "$root"
    run minikube --profile "$context" image load "todo/$image:$tag"
  done
}

# The overlays refer to these Secrets; made before the pods that need them.
make_secrets() {
  local options=(--namespace "$namespace" --context "$context" --kustomize "$overlay")
  [[ -z $dry_run ]] || options+=(--dry-run)
  bash "$scripts/secrets.sh" "${options[@]}"
}
