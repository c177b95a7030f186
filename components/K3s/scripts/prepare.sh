#!/usr/bin/env bash
# Makes a plain Linux machine fit to be a Kubernetes node. Everything it writes is a file of its own (90-basecamp…), so it can be seen
# and taken back. The exceptions: a marker before swap lines of /etc/fstab, a line for the data disk there, kernel flags on a
# Raspberry Pi. docs/homelab/scripts.md lists them.
# stdout: one line per change. Exit 3: a reboot is needed, or the data disk holds somebody's data.
set -euo pipefail
# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/files.sh
. "${BASECAMP_LIB}/files.sh"
# shellcheck source=lib/lock.sh
. "${BASECAMP_LIB}/lock.sh"
# shellcheck source=lib/changes.sh
. "${BASECAMP_LIB}/changes.sh"
# shellcheck source=lib/distribution.sh
. "${BASECAMP_LIB}/distribution.sh"
# shellcheck source=lib/kernel.sh
. "${BASECAMP_LIB}/kernel.sh"
# shellcheck source=lib/swap.sh
. "${BASECAMP_LIB}/swap.sh"
# shellcheck source=lib/firewall.sh
. "${BASECAMP_LIB}/firewall.sh"
# shellcheck source=lib/services.sh
. "${BASECAMP_LIB}/services.sh"
# shellcheck source=lib/data-disk.sh
. "${BASECAMP_LIB}/data-disk.sh"

read_inputs() {
  input_required NODE_NAME ROLE HARDENING INSTALL_PACKAGES DISABLE_SWAP FIREWALL NODE_ADDRESSES POD_CIDRS SERVICE_CIDRS
  input_required SHUTDOWN_GRACE_SECONDS
  input_optional OPEN_PORTS= API_PORT=6443 JOURNAL_MAX_MIB= DATA_DISK= DATA_MOUNT=/var/lib/longhorn WIREGUARD=false
  input_accept_files
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match HARDENING 'cis|none' 'cis or none'
  input_match FIREWALL 'open|disabled|unmanaged' 'open, disabled or unmanaged'
  input_match NODE_ADDRESSES '[0-9a-fA-F.:]+( [0-9a-fA-F.:]+)*' 'a list of IP addresses, separated by one space'
  input_match POD_CIDRS '[0-9a-fA-F.:/]+( [0-9a-fA-F.:/]+)*' 'a list of CIDRs, separated by one space'
  input_match SERVICE_CIDRS '[0-9a-fA-F.:/]+( [0-9a-fA-F.:/]+)*' 'a list of CIDRs, separated by one space'
  input_match OPEN_PORTS '([0-9]+(:[0-9]+)?/(tcp|udp)( |$))*' 'a list such as 6443/tcp 2379:2380/tcp 8472/udp, separated by one space'
  input_match API_PORT '[0-9]{1,5}' 'a port'
  input_match JOURNAL_MAX_MIB '[0-9]*' 'a whole number of MiB or empty'
  input_match DATA_DISK '(/dev/[A-Za-z0-9._:/+-]+)?' 'a device under /dev or empty'
  input_bool INSTALL_PACKAGES DISABLE_SWAP WIREGUARD
  input_seconds SHUTDOWN_GRACE_SECONDS
  input_directory DATA_MOUNT
}

install_files() {
  local i
  for i in "${!INPUT_FILE_PATHS[@]}"; do
    put_and_note "${INPUT_FILE_MODES[i]}" "${INPUT_FILE_PATHS[i]}" < <(printf '%s' "${INPUT_FILE_CONTENTS[i]}" | base64 -d)
  done
}

main() {
  local dual_stack=false
  local -a modules=(overlay br_netfilter nf_conntrack iscsi_tcp dm_crypt)
  read_inputs
  FAMILY=$(os_family)
  [[ -n $FAMILY ]] || refuse "distribution '$(os_release ID)' is not one of Debian, Ubuntu, Raspberry Pi OS, RHEL-likes, SUSE"
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  [[ -z $DATA_DISK ]] || judge_data_disk
  make_state_dir
  [[ $WIREGUARD == false ]] || modules+=(wireguard)
  [[ $POD_CIDRS != *:* ]] || dual_stack=true

  if [[ $INSTALL_PACKAGES == true ]]; then
    local -a packages
    mapfile -t packages < <(node_packages)
    install_packages "${packages[@]}"
    install_selinux_policy
  fi
  load_modules "${modules[@]}"
  set_sysctls "$HARDENING" "$dual_stack"
  [[ $DISABLE_SWAP == false ]] || swap_off
  if ((SHUTDOWN_GRACE_SECONDS > 0)); then allow_graceful_shutdown "$SHUTDOWN_GRACE_SECONDS"; fi
  [[ -z $JOURNAL_MAX_MIB ]] || cap_journal "$JOURNAL_MAX_MIB"
  leave_cni_interfaces_alone
  keep_time
  start_iscsi
  spare_longhorn_volumes
  case $FIREWALL in
    open) open_firewall ;;
    disabled) disable_firewall ;;
  esac
  [[ -z $DATA_DISK ]] || mount_data_disk
  install_files
  enable_memory_cgroup
  ((CHANGES > 0)) || say "nothing changed on $NODE_NAME"
  [[ $REBOOT_NEEDED == false ]] ||
    refuse "$NODE_NAME is prepared but must be rebooted: its kernel runs without the memory control group. Reboot it, then run again"
}

main
