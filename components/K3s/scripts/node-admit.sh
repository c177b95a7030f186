#!/usr/bin/env bash
# Run on a server, about another node, before that node is installed or upgraded.
# - First time: a Node object left by a machine that is gone is removed, or the reinstalled machine could not join under its name.
# - Upgrade: waits for a slot, cordons, arms the timer that uncordons whatever happens, drains.
# Without a cluster on this server there is nothing to do. Argument: `create` when the node's resource is being made, `update` (default)
# when it changes; only the first may remove the Node object of a silent machine. stdout: admitted=new|unchanged|replaced|drained|cordoned|undrained
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
# shellcheck source=lib/version.sh
. "${BASECAMP_LIB}/version.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/kube.sh
. "${BASECAMP_LIB}/kube.sh"
# shellcheck source=lib/cordon.sh
. "${BASECAMP_LIB}/cordon.sh"
# shellcheck source=lib/drain.sh
. "${BASECAMP_LIB}/drain.sh"

GONE_AFTER=300   # seconds without a heartbeat after which a machine counts as gone and not as rebooting

FIRST=false

read_inputs() {
  case $1 in
    create) FIRST=true ;;
    update) ;;
    *) bad_input "the argument is '$1': must be create or update" ;;
  esac
  input_required NODE_NAME NODE_ADDRESS ROLE VERSION DRAIN DRAIN_TIMEOUT MAX_UNAVAILABLE FAILSAFE_SECONDS
  input_optional DATA_DIR=/var/lib/rancher/k3s
  input_ignored DATASTORE
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match VERSION "$VERSION_PATTERN" 'an exact K3s release such as v1.36.4+k3s1'
  input_match MAX_UNAVAILABLE '[1-9][0-9]{0,3}' 'a whole number of at least 1'
  input_bool DRAIN
  input_seconds DRAIN_TIMEOUT FAILSAFE_SECONDS
  input_directory DATA_DIR
  ((FAILSAFE_SECONDS > DRAIN_TIMEOUT)) ||
    bad_input "FAILSAFE_SECONDS is $FAILSAFE_SECONDS: must exceed DRAIN_TIMEOUT ($DRAIN_TIMEOUT), or the node is uncordoned in mid-drain"
}

# Two live nodes with one address cannot both be reached; the typical cause is a renamed node that was not uninstalled.
guard_address() {
  local row
  list_nodes
  for row in "${NODE_ROWS[@]}"; do
    split_node_row "$row"
    [[ $ROW_NAME != "$NODE_NAME" && $ROW_READY == True && " $ROW_ADDRESSES " == *" $NODE_ADDRESS "* ]] || continue
    refuse "$NODE_ADDRESS belongs to the living node $ROW_NAME. Remove that node first, or give $NODE_NAME another address"
  done
}

# The node controller sets Ready to Unknown when heartbeats stop. False means that the kubelet lives (a missing CNI, for one).
heartbeat_decided() {
  must_read_node "$NODE_NAME"
  [[ -z $ROW_NAME || $ROW_READY != Unknown ]] && return 0
  (($(date +%s) - $(date -d "$ROW_READY_SINCE" +%s) >= GONE_AFTER))
}

replace_gone_node() {
  [[ $FIRST == true && $ROW_READY == Unknown ]] || return 1
  wait_for "$NODE_NAME to come back or to have been gone for $GONE_AFTER s" "$((GONE_AFTER + 60))" heartbeat_decided ||
    fail "$NODE_NAME keeps changing between alive and gone"
  [[ -n $ROW_NAME && $ROW_READY == Unknown ]] || return 1
  say "removing the Node object of $NODE_NAME: silent since $ROW_READY_SINCE, and the machine is being installed anew"
  delete_node "$NODE_NAME"
}

# claim_slot: sets SLOT_MARK once fewer than MAX_UNAVAILABLE other agents carry our mark. The mark itself is the slot.
claim_slot() {
  take_lock admit 60 || return 1
  local row taken=0
  list_nodes
  for row in "${NODE_ROWS[@]}"; do
    split_node_row "$row"
    if [[ $ROW_NAME != "$NODE_NAME" && $ROW_CONTROL != true && -n $ROW_MARK ]]; then taken=$((taken + 1)); fi
  done
  if ((taken >= MAX_UNAVAILABLE)); then
    release_lock
    return 1
  fi
  SLOT_MARK=$(date +%s)
  arm_failsafe "$NODE_NAME" "$SLOT_MARK" "$FAILSAFE_SECONDS"
  cordon_marked "$NODE_NAME" "$SLOT_MARK"
  release_lock
}

# give_back: on failure, and when this run is ended, while the node is ours and not yet drained.
give_back() {
  [[ -n $SLOT_MARK && $DRAINED == false ]] || return 0
  say "uncordoning $NODE_NAME"
  uncordon_marked "$NODE_NAME" || say "warning: $NODE_NAME is still cordoned; the timer will uncordon it"
}

SLOT_MARK=
DRAINED=false
at_exit give_back

take_out() {
  local patience theirs=false
  if [[ $DRAIN != true ]]; then
    say "$NODE_NAME is not drained: draining is switched off"
    printf 'admitted=undrained\n'
    return
  fi
  if [[ $(schedulable_besides "$NODE_NAME") -eq 0 ]]; then
    say "$NODE_NAME is not drained: its pods have nowhere else to go"
    printf 'admitted=undrained\n'
    return
  fi
  must_read_node "$NODE_NAME"
  if [[ $ROW_UNSCHEDULABLE == true && -z $ROW_MARK ]]; then
    say "$NODE_NAME was cordoned by somebody else and stays so"
    theirs=true
  elif [[ $ROLE == agent ]]; then
    list_nodes
    # Every holder gives back its slot within FAILSAFE_SECONDS, so this many are the longest queue.
    patience=$((FAILSAFE_SECONDS * (${#NODE_ROWS[@]} / MAX_UNAVAILABLE + 1)))
    wait_for "one of $MAX_UNAVAILABLE slots for agents out of service" "$patience" claim_slot ||
      fail "no slot for $NODE_NAME within $patience s: other agents are cordoned by an upgrade that does not end"
  else
    MAX_UNAVAILABLE=1000   # servers come one by one anyway
    claim_slot || fail "another basecamp run holds the lock on this server"
  fi
  if ! drain "$NODE_NAME" "$DRAIN_TIMEOUT"; then
    fail "$NODE_NAME could not be drained within $DRAIN_TIMEOUT s, its upgrade was not started: $DRAIN_BLOCKERS"
  fi
  DRAINED=true
  if [[ $theirs == true ]]; then printf 'admitted=cordoned\n'; else printf 'admitted=drained\n'; fi
}

# shellcheck disable=SC2153 # VERSION is an input
main() {
  read_inputs "${1:-update}"
  if ! cluster_here; then
    say "no cluster on this server: nothing to admit $NODE_NAME to"
    printf 'admitted=new\n'
    return
  fi
  guard_address
  must_read_node "$NODE_NAME"
  if [[ -n $ROW_NAME ]] && replace_gone_node; then
    printf 'admitted=replaced\n'
    return
  fi
  must_read_node "$NODE_NAME"
  if [[ -z $ROW_NAME ]]; then
    # A Secret without its Node is left by clusters that predate owner references.
    delete_node_password "$NODE_NAME"
    printf 'admitted=new\n'
  elif [[ $ROW_VERSION == "$VERSION" || $ROW_READY != True ]]; then
    [[ $ROW_VERSION == "$VERSION" ]] || check_version_step "$NODE_NAME" "$ROW_VERSION" "$VERSION"
    say "nothing changed for $NODE_NAME: $ROW_VERSION, Ready $ROW_READY"
    printf 'admitted=unchanged\n'
  else
    check_version_step "$NODE_NAME" "$ROW_VERSION" "$VERSION"
    take_out
  fi
}

main "$@"
