# shellcheck shell=bash
# Leaving etcd before K3s stops, where stopping alone would cost the rest its quorum: going from two members to one. In larger clusters
# the member goes with the Node object afterwards, which is the simpler way. Needs kube.sh, k3s.sh, wait.sh.

leave_etcd() {
  [[ -x $K3S && -f $K3S_KUBECONFIG ]] && unit_running k3s && etcd_data_present "$DATA_DIR" && api_answers || return 0
  servers_besides "$NODE_NAME"
  # Majority of the present members, this one included.
  ((OTHER_MEMBERS > 0 && OTHER_VOTERS_READY < (OTHER_MEMBERS + 1) / 2 + 1)) || return 0
  say "taking $NODE_NAME out of etcd first: without it, too few members would be left to remove it"
  forbid_restart
  kube annotate node "$NODE_NAME" --overwrite etcd.k3s.cattle.io/remove=true >&2 ||
    fail "cannot ask for the removal of $NODE_NAME from etcd"
  wait_for "$NODE_NAME to leave etcd" 120 left_etcd || fail "$NODE_NAME did not leave etcd within 120 s; nothing was removed"
}

# A server that notices its removal exits, and a restarted one joins again by itself (it finds etcd's tombstone).
forbid_restart() {
  put_file 0644 "$(unit_path k3s).d/no-restart.conf" <<<$'[Service]\nRestart=no'
  systemctl daemon-reload
}

allow_restart() {
  local drop_ins
  drop_ins=$(unit_path k3s).d
  rm -f -- "$drop_ins/no-restart.conf"
  rmdir --ignore-fail-on-non-empty -- "$drop_ins" 2>/dev/null || true
}

left_etcd() {
  [[ -e $DATA_DIR/server/db/etcd/tombstone ]] || ! unit_running k3s || { read_node "$NODE_NAME" && [[ -n $ROW_MEMBER_REMOVED ]]; }
}
