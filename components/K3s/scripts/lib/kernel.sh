# shellcheck shell=bash
# Kernel modules, sysctls, control groups. Needs changes.sh.

# load_modules MODULE…: now and at every boot.
load_modules() {
  local module
  put_and_note 0644 /etc/modules-load.d/90-basecamp.conf < <(printf '%s\n' "$@")
  for module; do
    modprobe "$module" 2>/dev/null || [[ -d /sys/module/$module ]] && continue
    case $module in
      overlay | br_netfilter)
        fail "the kernel has no module $module, without which no container runs. On RHEL 10 and Oracle Linux:" \
          "dnf install kernel-modules-extra"
        ;;
      *) say "warning: the kernel has no module $module; storage or encryption that needs it will not work" ;;
    esac
  done
}

# sysctl_text HARDENING DUAL_STACK
sysctl_text() {
  cat <<'SYSCTL'
# Written by basecamp.
# Pods are routed and bridged through the host.
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
# Log shippers and controllers watch many files; the defaults (128 instances) are used up by a dozen pods.
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 524288
# A node talks to every pod: room for more neighbours than the default 1024.
net.ipv4.neigh.default.gc_thresh1 = 4096
net.ipv4.neigh.default.gc_thresh2 = 8192
net.ipv4.neigh.default.gc_thresh3 = 16384
# QUIC asks for buffers of this size.
net.core.rmem_max = 7500000
net.core.wmem_max = 7500000
SYSCTL
  if [[ $2 == true ]]; then
    printf '%s\n' 'net.ipv6.conf.all.forwarding = 1' \
      '# A forwarding host ignores router advertisements and so loses its own default route, unless told 2.' \
      'net.ipv6.conf.all.accept_ra = 2' 'net.ipv6.conf.default.accept_ra = 2' \
      'net.ipv6.neigh.default.gc_thresh1 = 4096' 'net.ipv6.neigh.default.gc_thresh2 = 8192' 'net.ipv6.neigh.default.gc_thresh3 = 16384'
  fi
  if [[ $1 == cis ]]; then
    printf '%s\n' '# protect-kernel-defaults: the kubelet refuses to start with other values.' \
      'vm.panic_on_oom = 0' 'vm.overcommit_memory = 1' 'kernel.panic = 10' 'kernel.panic_on_oops = 1'
  fi
}

set_sysctls() {
  put_and_note 0644 /etc/sysctl.d/90-basecamp.conf < <(sysctl_text "$1" "$2")
  sysctl --quiet --load=/etc/sysctl.d/90-basecamp.conf >&2 ||
    fail "the kernel refused a setting of /etc/sysctl.d/90-basecamp.conf, see above"
}

# enable_memory_cgroup: Raspberry Pi firmware switches it off. Sets REBOOT_NEEDED when the running kernel lacks it.
enable_memory_cgroup() {
  local file line
  REBOOT_NEEDED=false
  for file in /boot/firmware/cmdline.txt /boot/cmdline.txt; do
    [[ -f $file && ! -L $file ]] || continue
    IFS= read -r line <"$file" || true
    if [[ " $line " != *' cgroup_enable=memory '* ]]; then
      put_and_note "0$(stat -c %a "$file")" "$file" <<<"$line cgroup_memory=1 cgroup_enable=memory cgroup_enable=cpuset"
    fi
    [[ " $(cat /sys/fs/cgroup/cgroup.controllers 2>/dev/null) " == *' memory '* ]] || REBOOT_NEEDED=true
    return 0
  done
}
