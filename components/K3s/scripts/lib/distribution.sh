# shellcheck shell=bash
# The host's distribution family and its packages. Needs changes.sh.

# os_release KEY
os_release() {
  local line
  while IFS= read -r line; do
    if [[ $line == "$1="* ]]; then
      line=${line#*=}
      line=${line#[\"\']}
      printf '%s' "${line%[\"\']}"
      return
    fi
  done </etc/os-release
}

# os_family: debian, redhat, suse, or nothing for one we do not know.
os_family() {
  local id
  for id in $(os_release ID) $(os_release ID_LIKE); do
    case $id in
      debian | ubuntu | raspbian) printf 'debian'; return ;;
      rhel | fedora | centos) printf 'redhat'; return ;;
      suse | opensuse*) printf 'suse'; return ;;
    esac
  done
}

package_installed() {
  case $FAMILY in
    debian) [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]] ;;
    *) rpm -q "$1" >/dev/null 2>&1 ;;
  esac
}

# install_packages PACKAGE…: only those that are missing, so a complete host needs no repository.
install_packages() {
  local package
  local -a missing=()
  for package; do package_installed "$package" || missing+=("$package"); done
  ((${#missing[@]} > 0)) || return 0
  say "installing ${missing[*]}, at most 900 s"
  case $FAMILY in
    debian)
      timeout 300 apt-get -q -o DPkg::Lock::Timeout=240 update >&2 || say "warning: apt-get update failed; trying with the lists at hand"
      DEBIAN_FRONTEND=noninteractive timeout 900 \
        apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}" >&2
      ;;
    redhat) timeout 900 dnf -q -y install "${missing[@]}" >&2 ;;
    suse) timeout 900 zypper --quiet --non-interactive install --no-recommends "${missing[@]}" >&2 ;;
  esac || fail "cannot install ${missing[*]}: see above. Set INSTALL_PACKAGES=false where the image brings them"
  changed "installed ${missing[*]}"
}

# node_packages: what Longhorn (iSCSI, NFS, encryption) and our own scripts (curl) need. Where curl exists it is left alone: RHEL 9 has
# curl-minimal, with which the package curl conflicts.
node_packages() {
  case $FAMILY in
    debian) printf '%s\n' open-iscsi nfs-common cryptsetup ca-certificates ;;
    redhat) printf '%s\n' iscsi-initiator-utils nfs-utils cryptsetup ca-certificates ;;
    suse) printf '%s\n' open-iscsi nfs-client cryptsetup ca-certificates ;;
  esac
  command -v curl >/dev/null || printf 'curl\n'
}
