# shellcheck shell=bash
# Settings of the host's own services: shutdown delay, journal, network manager, time, storage daemons. Needs changes.sh.

# allow_graceful_shutdown SECONDS: the kubelet asks logind for this delay. unattended-upgrades ships a file that caps it at 30 s and
# silently defeats longer grace periods (kubernetes#102818). A file of the same name under /etc replaces it, whether installed or not yet.
allow_graceful_shutdown() {
  local mask=/etc/systemd/logind.conf.d/unattended-upgrades-logind-maxdelay.conf
  mkdir -p "${mask%/*}"
  local before=$CHANGES
  if [[ $(readlink "$mask" 2>/dev/null) != /dev/null ]]; then
    ln -sfn /dev/null "$mask"
    changed "masked the shutdown limit of unattended-upgrades"
  fi
  put_and_note 0644 /etc/systemd/logind.conf.d/90-basecamp.conf <<<$'[Login]\nInhibitDelayMaxSec='"$1"
  if [[ $CHANGES != "$before" ]]; then systemctl kill --signal=HUP systemd-logind 2>/dev/null || true; fi
}

# cap_journal MIB
cap_journal() {
  put_and_note 0644 /etc/systemd/journald.conf.d/90-basecamp.conf <<<$'[Journal]\nSystemMaxUse='"$1M"
  if [[ $PUT_CHANGED == true ]]; then systemctl restart systemd-journald || fail "systemd-journald did not restart"; fi
}

# NetworkManager would give addresses to, and take down, interfaces that belong to the CNI.
leave_cni_interfaces_alone() {
  [[ -d /etc/NetworkManager ]] || return 0
  put_and_note 0644 /etc/NetworkManager/conf.d/90-basecamp.conf <<'NM'
# Written by basecamp.
[keyfile]
unmanaged-devices=interface-name:cni*;interface-name:flannel*;interface-name:cilium*;interface-name:lxc*;interface-name:*cali*
NM
  if [[ $PUT_CHANGED == true ]]; then systemctl reload NetworkManager 2>/dev/null || true; fi
  # It rewrites routing rules and thereby cuts pods off (K3s requirements, RHEL section).
  if unit_known nm-cloud-setup; then
    disable_unit nm-cloud-setup.timer
    disable_unit nm-cloud-setup
  fi
}

# keep_time: certificates and etcd need a clock that is right.
keep_time() {
  local unit package=chrony
  for unit in chronyd chrony systemd-timesyncd ntpd ntp ntpsec; do
    if systemctl --quiet is-active "$unit" 2>/dev/null; then return 0; fi
  done
  for unit in chronyd chrony systemd-timesyncd; do
    if unit_known "$unit"; then
      enable_unit "$unit"
      return 0
    fi
  done
  if [[ $INSTALL_PACKAGES != true ]]; then
    say "warning: nothing keeps this machine's clock right"
    return 0
  fi
  unit=chronyd
  if [[ $FAMILY == debian ]]; then package=systemd-timesyncd unit=systemd-timesyncd; fi
  install_packages "$package"
  enable_unit "$unit"
}

# start_iscsi: Longhorn attaches its volumes through it.
start_iscsi() {
  if unit_known iscsid; then enable_unit iscsid; fi
}

# spare_longhorn_volumes: multipathd claims Longhorn's devices, and then they cannot be mounted (longhorn#1210). Only that vendor is
# excluded: a rule for all sd* would break real multipath storage.
spare_longhorn_volumes() {
  unit_known multipathd || return 0
  put_and_note 0644 /etc/multipath/conf.d/90-basecamp-longhorn.conf <<'MULTIPATH'
# Written by basecamp: volumes of Longhorn.
blacklist {
  device {
    vendor "IET"
    product "VIRTUAL-DISK"
  }
}
MULTIPATH
  if [[ $PUT_CHANGED == true ]] && systemctl --quiet is-active multipathd 2>/dev/null; then
    systemctl reload multipathd || fail "multipathd did not reload"
  fi
}

# selinux_release: the directory of K3s' repository for this distribution, as K3s' own installer chooses it. There is none for each of them: Fedora
# and Amazon Linux 2023 use that of release 8.
selinux_release() {
  local major
  major=$(os_release VERSION_ID)
  major=${major%%[!0-9]*}
  if [[ $major == 8 ]] || ((${major:-9} > 36)); then printf 'centos/8'; else printf 'centos/9'; fi
}

# install_selinux_policy: where SELinux enforces, from the K3s project's signed repository, unless the image has it. Without the policy the kernel
# keeps K3s from starting containers.
install_selinux_policy() {
  [[ $FAMILY == redhat && $(getenforce 2>/dev/null) == Enforcing ]] || return 0
  if ! package_installed k3s-selinux; then
    put_and_note 0644 /etc/yum.repos.d/rancher-k3s-common.repo <<REPO
[rancher-k3s-common-stable]
name=Rancher K3s Common (stable)
baseurl=https://rpm.rancher.io/k3s/stable/common/$(selinux_release)/noarch
enabled=1
gpgcheck=1
gpgkey=https://rpm.rancher.io/public.key
REPO
    install_packages k3s-selinux
  fi
}
