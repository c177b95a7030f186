#!/usr/bin/env bash
# cosign and syft, the same on every forge. cosign is held to a checksum; syft to the signature of its release.
set -euo pipefail

# renovate: datasource=github-release-attachments depName=sigstore/cosign
COSIGN_VERSION=v3.0.6
COSIGN_SHA256=c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74
# renovate: datasource=github-releases depName=anchore/syft
SYFT_VERSION=v1.51.0

usage() {
  cat <<EOF
Usage: ci/install-signing-tools.sh DIRECTORY

Downloads cosign $COSIGN_VERSION and syft $SYFT_VERSION for linux/amd64 to DIRECTORY. What does not verify is not installed.

Exit codes: 0 installed, 1 a download or a check failed, 2 wrong command line
EOF
}

case ${1:-} in
  -h | --help) usage && exit 0 ;;
  '' | -*) usage >&2 && exit 2 ;;
esac
[[ $(uname -m) == x86_64 ]] || { printf 'install-signing-tools: the pinned checksum is of amd64, this machine is %s\n' "$(uname -m)" >&2 && exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$1"
to=$(cd "$1" && pwd)

# download URL NAME
download() {
  curl --fail --silent --show-error --location --proto '=https' --proto-redir '=https' --retry 3 --max-time 300 --output "$work/$2" "$1"
}

download "https://github.com/sigstore/cosign/releases/download/$COSIGN_VERSION/cosign-linux-amd64" cosign
printf '%s  %s\n' "$COSIGN_SHA256" "$work/cosign" | sha256sum --check --quiet -
install -m 0755 "$work/cosign" "$to/cosign"

release=https://github.com/anchore/syft/releases/download/$SYFT_VERSION/syft_${SYFT_VERSION#v}
archive=syft_${SYFT_VERSION#v}_linux_amd64.tar.gz
download "${release}_linux_amd64.tar.gz" "$archive"
for part in txt txt.pem txt.sig; do
  download "${release}_checksums.$part" "checksums.$part"
done
"$to/cosign" verify-blob "$work/checksums.txt" --certificate "$work/checksums.txt.pem" --signature "$work/checksums.txt.sig" \
  --certificate-identity https://github.com/anchore/syft/.github/workflows/release.yaml@refs/heads/main \
  --certificate-oidc-issuer https://token.actions.githubusercontent.com
(cd "$work" && grep -F "  $archive" checksums.txt | sha256sum --check --quiet -)
tar -xzf "$work/$archive" -C "$work" syft
install -m 0755 "$work/syft" "$to/syft"
printf 'installed cosign %s and syft %s in %s\n' "$COSIGN_VERSION" "$SYFT_VERSION" "$to"
