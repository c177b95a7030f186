#!/usr/bin/env bash
# Builds the image of triage for a tag, pushes it, lists what is in it, and signs it.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/triage-image.sh --tag triage-vX.Y.Z --image REGISTRY/REPOSITORY --out DIRECTORY

Pushes the image of apps/triage for linux/amd64 and linux/arm64, writes an SBOM for each (SPDX), signs image and SBOMs without
a key (Sigstore, with the identity of the pipeline), and prints the line for the stack file.

  --tag         the git tag; its version becomes the image's tag
  --image       where to push, without tag
  --out         gets triage-X.Y.Z-<architecture>.spdx.json and "outputs", with name= and digest=
  REGISTRY_USER, REGISTRY_PASSWORD   to sign in to the registry
Needs dotnet, jq, cosign and syft.

Exit codes: 0 pushed and signed, 1 something failed, 2 wrong command line
EOF
}

wrong() {
  printf 'triage-image: %s\n' "$*" >&2
  exit 2
}

tag="" image="" out=""
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --tag | --image | --out)
      [[ $# -gt 1 ]] || wrong "$1 needs a value"
      case $1 in
        --tag) tag=$2 ;;
        --image) image=$2 ;;
        *) out=$2 ;;
      esac
      shift 2
      ;;
    *) wrong "unknown option '$1'; see --help" ;;
  esac
done
# A plus sign is allowed in a version, but not in an image's tag.
number='(0|[1-9][0-9]*)'
[[ $tag =~ ^triage-v($number\.$number\.$number(-[0-9A-Za-z][0-9A-Za-z.-]*)?)$ ]] || wrong "'$tag' is no tag like triage-v1.2.3"
version=${BASH_REMATCH[1]}
# Registries take lower case only, and owners of repositories often have capitals.
image=${image,,}
[[ $image =~ ^([a-z0-9.-]+(:[0-9]+)?)/([a-z0-9._/-]+)$ ]] || wrong "'$image' is no image like ghcr.io/owner/cluster/triage"
registry=${BASH_REMATCH[1]} repository=${BASH_REMATCH[3]}
[[ -n $out ]] || wrong "--out is needed"
mkdir -p "$out"

if [[ -n ${REGISTRY_USER:-} ]]; then
  # dotnet, syft and cosign all read what this writes.
  printf '%s' "${REGISTRY_PASSWORD:?}" | cosign login "$registry" --username "$REGISTRY_USER" --password-stdin
fi

# One image for two architectures. The program is portable: it needs no runtime or host of its own, the base image has them.
index=$(dotnet publish apps/triage -nologo --configuration Release -t:PublishContainer \
  -p:Version="$version" -p:ContainerRegistry="$registry" -p:ContainerRepository="$repository" -p:ContainerImageTag="$version" \
  '-p:RuntimeIdentifiers="linux-x64;linux-arm64"' '-p:ContainerRuntimeIdentifiers="linux-x64;linux-arm64"' \
  -p:SelfContained=false -p:UseAppHost=false -p:EnableAppHostPackDownload=false -p:EnableRuntimePackDownload=false \
  -getProperty:GeneratedImageIndex)
# What was pushed is exactly this text, and its hash is what a registry calls it.
if [[ -z $index ]] || ! jq -e '.manifests | length == 2' >/dev/null <<<"$index"; then
  echo "triage-image: no index of two images came out of the build" >&2
  exit 1
fi
digest=sha256:$(printf '%s' "$index" | sha256sum | cut -d' ' -f1)

# Signing needs what is in the registry; a digest that is not there fails here.
cosign sign --yes --recursive "$image@$digest"
while read -r architecture manifest; do
  sbom=$out/triage-$version-$architecture.spdx.json
  syft scan "registry:$image@$manifest" --output "spdx-json=$sbom" --quiet
  cosign attest --yes --type spdxjson --predicate "$sbom" "$image@$manifest"
done < <(jq -r '.manifests[] | "\(.platform.architecture) \(.digest)"' <<<"$index")

printf 'name=%s\ndigest=%s\n' "$image" "$digest" >"$out/outputs"
printf 'image: %s:%s@%s\n' "$image" "$version" "$digest"
