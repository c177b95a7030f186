#!/usr/bin/env bash
# Helm, for jobs whose image does not bring it. It is held to a checksum.
set -euo pipefail

# renovate: datasource=github-releases depName=helm/helm
HELM_VERSION=v4.1.4
# Renovate raises the version only, and then this script refuses the archive: its checksum is at https://get.helm.sh/helm-VERSION-linux-amd64.tar.gz.sha256sum
HELM_SHA256=70b2c30a19da4db264dfd68c8a3664e05093a361cefd89572ffb36f8abfa3d09

usage() {
  cat <<EOF
Usage: ci/install-helm.sh DIRECTORY

Downloads Helm $HELM_VERSION for linux/amd64 to DIRECTORY. What does not verify is not installed.

Exit codes: 0 installed, 1 the download or the check failed, 2 wrong command line
EOF
}

case ${1:-} in
  -h | --help) usage && exit 0 ;;
  '' | -*) usage >&2 && exit 2 ;;
esac
[[ $(uname -m) == x86_64 ]] || { printf 'install-helm: the pinned checksum is of amd64, this machine is %s\n' "$(uname -m)" >&2 && exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$1"
curl --fail --silent --show-error --location --proto '=https' --proto-redir '=https' --retry 3 --max-time 300 \
  --output "$work/helm.tar.gz" "https://get.helm.sh/helm-$HELM_VERSION-linux-amd64.tar.gz" || exit 1
if ! printf '%s  %s\n' "$HELM_SHA256" "$work/helm.tar.gz" | sha256sum --check --quiet - >/dev/null 2>&1; then
  printf 'install-helm: helm-%s-linux-amd64.tar.gz has another checksum than the pinned %s\n' "$HELM_VERSION" "$HELM_SHA256" >&2
  exit 1
fi
tar -xzf "$work/helm.tar.gz" -C "$work" linux-amd64/helm
install -m 0755 "$work/linux-amd64/helm" "$1/helm"
printf 'installed Helm %s in %s\n' "$HELM_VERSION" "$1"
