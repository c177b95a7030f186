# shellcheck shell=bash
# K3s versions: vMAJOR.MINOR.PATCH+k3sN, optionally with -rcN.

VERSION_PATTERN='v[0-9]+\.[0-9]+\.[0-9]+(-rc[0-9]+)?\+k3s[0-9]+'

version_minor() {
  local rest=${1#v*.}
  printf '%s' "${rest%%.*}"
}

version_major() {
  local rest=${1#v}
  printf '%s' "${rest%%.*}"
}

# version_sort_key: release candidates sort before their release.
version_sort_key() {
  local version=$1
  [[ $version == *-rc* ]] || version=${version/+/-zz+}
  printf '%s' "$version"
}

version_older() {
  local left right
  left=$(version_sort_key "$1")
  right=$(version_sort_key "$2")
  [[ $left != "$right" && $(printf '%s\n' "$left" "$right" | sort -V | head -n 1) == "$left" ]]
}

# check_version_step WHO FROM TO: refuses what Kubernetes does not support: going back, and skipping a minor version.
check_version_step() {
  local who=$1 from=$2 to=$3
  if version_older "$to" "$from"; then
    refuse "$who runs K3s $from; $to is older. Kubernetes cannot be downgraded: keep $from or newer, or rebuild from a snapshot"
  fi
  if [[ $(version_major "$from") != "$(version_major "$to")" ]] || (($(version_minor "$to") - $(version_minor "$from") > 1)); then
    refuse "$who runs K3s $from; $to skips a minor version. Go through every minor version in between, one run each"
  fi
}
