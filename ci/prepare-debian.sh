#!/usr/bin/env bash
# Makes a plain Debian container fit for .ci/run: git and the .NET SDK. For GitLab; GitHub's machines have both.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/prepare-debian.sh DIRECTORY

Installs git and curl with apt, and the newest .NET SDK 10 to DIRECTORY. Run it as root.
EOF
}

case ${1:-} in
  -h | --help) usage && exit 0 ;;
  '' | -*) usage >&2 && exit 2 ;;
esac
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends ca-certificates curl git tzdata >/dev/null
installer=$(mktemp)
trap 'rm -f "$installer"' EXIT
curl --fail --silent --show-error --location --proto '=https' --proto-redir '=https' --retry 3 --max-time 300 --output "$installer" https://dot.net/v1/dotnet-install.sh
bash "$installer" --channel 10.0 --install-dir "$1" --no-path
