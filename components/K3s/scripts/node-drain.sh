#!/usr/bin/env bash
# Run on a server, before another node is removed for good: refuses when the remaining servers would have no quorum, then cordons and
# drains. A drain that does not finish is told but does not stop a removal that was asked for.
# stdout: drained=true|false
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
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/kube.sh
. "${BASECAMP_LIB}/kube.sh"
# shellcheck source=lib/drain.sh
. "${BASECAMP_LIB}/drain.sh"

read_inputs() {
  input_required NODE_NAME ROLE DRAIN_TIMEOUT
  input_optional DATA_DIR=/var/lib/rancher/k3s
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_seconds DRAIN_TIMEOUT
  input_directory DATA_DIR
}

skip() {
  say "$NODE_NAME is not drained: $1"
  printf 'drained=false\n'
}

# guard_quorum: the members that stay must be able to elect a leader among themselves.
guard_quorum() {
  local majority
  ((OTHER_MEMBERS > 0)) || return 0
  majority=$((OTHER_MEMBERS / 2 + 1))
  ((OTHER_VOTERS_READY >= majority)) ||
    refuse "without $NODE_NAME, $OTHER_VOTERS_READY of the $OTHER_MEMBERS remaining etcd members vote and are Ready;" \
      "$majority are needed. Bring the other servers back first, or the whole cluster stops"
}

main() {
  read_inputs
  if ! cluster_here; then
    skip "no cluster on this server"
    return
  fi
  servers_besides "$NODE_NAME"
  if [[ $ROLE == server ]]; then
    if ((OTHER_SERVERS == 0)); then
      skip "it is the last server, the cluster ends with it"
      return
    fi
    guard_quorum
  fi
  must_read_node "$NODE_NAME"
  if [[ -z $ROW_NAME ]]; then
    skip "it is not a node of this cluster"
    return
  fi
  [[ $ROW_UNSCHEDULABLE == true ]] || kube cordon "$NODE_NAME" >&2 || fail "cannot cordon $NODE_NAME"
  if [[ $ROW_READY != True ]]; then
    skip "it is not Ready, so nobody would carry out the evictions"
  elif [[ $(schedulable_besides "$NODE_NAME") -eq 0 ]]; then
    skip "its pods have nowhere else to go"
  elif drain "$NODE_NAME" "$DRAIN_TIMEOUT"; then
    printf 'drained=true\n'
  else
    say "warning: going on although $NODE_NAME was not drained within $DRAIN_TIMEOUT s: $DRAIN_BLOCKERS"
    printf 'drained=false\n'
  fi
}

main
