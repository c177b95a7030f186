# shellcheck shell=bash
# Preflight checks of what is installed. Needs report (preflight.sh), distribution.sh, k3s.sh.

check_leftovers() {
  local found=
  [[ ! -d /etc/kubernetes/manifests ]] || found+=" kubeadm (/etc/kubernetes)"
  [[ ! -d /var/lib/rancher/rke2 ]] || found+=" RKE2 (/var/lib/rancher/rke2)"
  [[ ! -d /var/snap/microk8s ]] || found+=" MicroK8s (/var/snap/microk8s)"
  if [[ -n $found ]]; then
    report error other-kubernetes "found:$found. Remove it first; two of them fight over ports, rules and interfaces"
  else
    report ok other-kubernetes "none"
  fi
}

check_existing_k3s() {
  if [[ -f $K3S_MEMBER ]]; then
    report ok existing-k3s "installed by basecamp"
  elif [[ -e $(unit_path k3s) || -e $(unit_path k3s-agent) || -d $DATA_DIR/server/db || -d $DATA_DIR/agent/containerd ]] &&
    [[ ! -f $K3S_FILES ]]; then
    report error existing-k3s "K3s of another cluster is here. Uninstall it (k3s-uninstall.sh), or remove $DATA_DIR if only data is left"
  else
    report ok existing-k3s "none"
  fi
}

# 1.8.0 to 1.8.4 list rules so slowly and wrongly that they pile up (k3s#3117).
check_iptables() {
  local version
  version=$(iptables --version 2>/dev/null) || true
  if [[ $version =~ v1\.8\.[0-4]([^0-9]|$) ]]; then
    report warn iptables "$version piles up rules (k3s#3117); upgrade it or set prefer-bundled-bin: true"
  else
    report ok iptables "${version:-not installed, K3s brings its own}"
  fi
}

check_shutdown() {
  local name=unattended-upgrades-logind-maxdelay.conf
  if [[ -e /usr/lib/systemd/logind.conf.d/$name && $(readlink "/etc/systemd/logind.conf.d/$name" 2>/dev/null) != /dev/null ]]; then
    report warn shutdown "unattended-upgrades caps the shutdown delay at 30 s, so pods get less than promised (kubernetes#102818)"
  else
    report ok shutdown "not capped"
  fi
}

check_multipath() {
  if systemctl --quiet is-active multipathd 2>/dev/null &&
    ! grep -qsE 'vendor +"?IET|devnode +"?\^sd' /etc/multipath.conf /etc/multipath/conf.d/*.conf; then
    report warn multipath "multipathd is active and will claim Longhorn's volumes (longhorn#1210); host preparation excludes them"
  else
    report ok multipath "does not claim Longhorn's volumes"
  fi
}

check_selinux() {
  if [[ $(getenforce 2>/dev/null) != Enforcing ]]; then
    report ok selinux "not enforcing"
  elif FAMILY=$(os_family) package_installed k3s-selinux; then
    report ok selinux "enforcing, with K3s' policy"
  else
    report error selinux "enforcing, but the policy k3s-selinux is not installed: host preparation installs it on RHEL, Fedora and their likes unless \`host.installPackages\` is false; install it from https://rpm.rancher.io"
  fi
}

check_apparmor() {
  if [[ $(cat /sys/module/apparmor/parameters/enabled 2>/dev/null) == Y ]] && ! command -v apparmor_parser >/dev/null; then
    report error apparmor "AppArmor is on in the kernel, but apparmor_parser is missing: no container would start. Install apparmor"
  else
    report ok apparmor "consistent"
  fi
}

check_storage() {
  local missing=
  command -v iscsiadm >/dev/null || missing+=" iSCSI initiator"
  command -v mount.nfs >/dev/null || missing+=" NFS client"
  if [[ -n $missing ]]; then
    report warn storage "Longhorn will miss:$missing. Host preparation installs them unless INSTALL_PACKAGES is false"
  else
    report ok storage "iSCSI and NFS clients are present"
  fi
}
