#!/usr/bin/env bash
# Takes K3s off a host: runtime, data, configuration, binary, unit. What host preparation did stays, and so does the data disk.
# Also right on a host that never had K3s, and on one where an earlier run was cut off.
# stdout: changed=true|false, snapshots=<directory they were moved to> when there were any
set -euo pipefail
# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/wait.sh
. "${BASECAMP_LIB}/wait.sh"
# shellcheck source=lib/files.sh
. "${BASECAMP_LIB}/files.sh"
# shellcheck source=lib/lock.sh
. "${BASECAMP_LIB}/lock.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/virtual-ip.sh
. "${BASECAMP_LIB}/virtual-ip.sh"
# shellcheck source=lib/killall.sh
. "${BASECAMP_LIB}/killall.sh"
# shellcheck source=lib/kube.sh
. "${BASECAMP_LIB}/kube.sh"
# shellcheck source=lib/member-removal.sh
. "${BASECAMP_LIB}/member-removal.sh"

CHANGED=false

read_inputs() {
  input_required NODE_NAME ROLE DATA_DIR KEEP_SNAPSHOTS
  input_optional VIRTUAL_IP= VIRTUAL_IP_INTERFACE=
  input_ignored FLANNEL_ADDRESS VERSION DOWNLOAD_URL SHA256_AMD64 SHA256_ARM64 AIR_GAP AIR_GAP_DIR API_PORT PEERS FOUND DATASTORE READY_TIMEOUT START \
    RESTORE_ID PROXY_HTTP PROXY_HTTPS NO_PROXY TOKEN
  input_ignore_files
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match VIRTUAL_IP '[0-9a-fA-F.:]*' 'an IP address or empty'
  input_bool KEEP_SNAPSHOTS
  input_directory DATA_DIR
}

# anything_here: whether there is anything of K3s to remove.
anything_here() {
  local path
  for path in "$K3S" "$(unit_path k3s)" "$(unit_path k3s-agent)" "$DATA_DIR"/* "$K3S_CONFIG_DIR" /etc/rancher/node /run/k3s \
    "$K3S_MEMBER"; do
    [[ ! -e $path ]] || return 0
  done
  return 1
}

stop_units() {
  local unit
  for unit in k3s k3s-agent; do
    [[ -e $(unit_path "$unit") ]] || continue
    systemctl disable --quiet "$unit" 2>/dev/null || true
    stop_unit "$unit"
    systemctl reset-failed "$unit" 2>/dev/null || true
  done
}

keep_snapshots() {
  local from=$DATA_DIR/server/db/snapshots to
  [[ $KEEP_SNAPSHOTS == true && -d $from && -n $(ls -A -- "$from") ]] || return 0
  to=$STATE_DIR/snapshots-$(date +%s)
  make_state_dir
  # The data directory may be another file system: copy completely first, and only then let it be deleted.
  cp -a -- "$from" "$to.basecamp-new"
  sync -f "$to.basecamp-new"
  mv -T -- "$to.basecamp-new" "$to"
  rm -rf -- "$from"
  say "kept the local etcd snapshots in $to; a restore also needs the server token"
  printf 'snapshots=%s\n' "$to"
}

remove_files() {
  local unit tool
  for tool in kubectl crictl ctr; do
    if [[ $(readlink "${K3S%/*}/$tool" 2>/dev/null) == "$K3S" ]]; then rm -f -- "${K3S%/*}/$tool"; fi
  done
  remove_tree "$DATA_DIR" /run/k3s /run/flannel /var/lib/kubelet /var/lib/cni "$K3S_CONFIG_DIR" /etc/rancher/node
  for unit in k3s k3s-agent; do
    rm -f -- "$(unit_path "$unit")" "$(unit_path "$unit").env"
  done
  allow_restart
  systemctl daemon-reload
  # What an earlier installation by install.sh may have left.
  rm -f -- "${K3S%/*}/k3s-killall.sh" "${K3S%/*}/k3s-uninstall.sh" "${K3S%/*}/k3s-agent-uninstall.sh"
  rm -rf -- "$K3S_APPLIED" "$K3S_FILES" "$K3S_BINARY_RECORD" "$STATE_DIR/rollback"
  rm -f -- "$K3S"
  # Last, so that a run cut off before this point still counts as a member that lost its data.
  rm -f -- "$K3S_MEMBER"
}

main() {
  read_inputs
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if anything_here; then
    CHANGED=true
    [[ $ROLE != server ]] || leave_etcd
    stop_units
    killall_k3s
    keep_snapshots
    remove_files
    say "removed K3s from $NODE_NAME"
  else
    say "nothing changed on $NODE_NAME: K3s is not installed"
  fi
  drop_virtual_ip "$VIRTUAL_IP" "$VIRTUAL_IP_INTERFACE"
  printf 'changed=%s\n' "$CHANGED"
}

main
