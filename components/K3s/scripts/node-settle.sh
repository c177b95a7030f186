#!/usr/bin/env bash
# Run on a server, about another node (or itself), after that node was installed: waits until the cluster sees it as wanted, brings its
# labels and taints in line, and takes back our own cordon. Other people's labels, taints and cordons are left alone.
# stdout: changed=true|false
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
# shellcheck source=lib/cordon.sh
. "${BASECAMP_LIB}/cordon.sh"
# shellcheck source=lib/labels.sh
. "${BASECAMP_LIB}/labels.sh"

NODE_CHANGED=false

read_inputs() {
  input_required NODE_NAME ROLE VERSION READY_TIMEOUT REQUIRE_READY DATASTORE
  input_optional NODE_LABELS= NODE_TAINTS=
  input_ignored DRAIN_TIMEOUT
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match DATASTORE 'embedded|external' 'embedded or external'
  input_match NODE_LABELS '([A-Za-z0-9._/-]+=[A-Za-z0-9._-]*( |$))*' 'a list of key=value, separated by one space'
  input_match NODE_TAINTS '([A-Za-z0-9._/-]+(=[A-Za-z0-9._-]*)?:(NoSchedule|PreferNoSchedule|NoExecute)( |$))*' \
    'a list of key=value:Effect or key:Effect, separated by one space'
  input_bool REQUIRE_READY
  input_seconds READY_TIMEOUT
}

# as_wanted: sets MISSING to what is not yet so.
as_wanted() {
  MISSING="the API of this server does not answer"
  read_node "$NODE_NAME" 2>/dev/null || return 1
  if [[ -z $ROW_NAME ]]; then
    MISSING="it has not registered"
  elif [[ $ROW_VERSION != "$VERSION" ]]; then
    MISSING="its kubelet reports $ROW_VERSION, wanted is $VERSION"
  elif [[ $ROLE == server && $DATASTORE == embedded && $ROW_VOTER != True ]]; then
    MISSING="it is not yet a voting etcd member"
  elif [[ $REQUIRE_READY == true && $ROW_READY != True ]]; then
    MISSING="its Ready condition is ${ROW_READY:-absent}"
  else
    return 0
  fi
  return 1
}

ready_phrase() { [[ $REQUIRE_READY != true ]] || printf ", Ready"; }

main() {
  read_inputs
  [[ -x $K3S ]] || fail "K3s is not installed on this server, so it cannot tell about $NODE_NAME"
  wait_for "$NODE_NAME to be a node of $VERSION$(ready_phrase)" "$READY_TIMEOUT" as_wanted ||
    fail "$NODE_NAME did not settle within $READY_TIMEOUT s: $MISSING"
  reconcile_labels "$NODE_NAME" "$NODE_LABELS"
  reconcile_taints "$NODE_NAME" "$NODE_TAINTS"
  if [[ -n $ROW_MARK ]]; then
    say "uncordoning $NODE_NAME"
    uncordon_marked "$NODE_NAME" || fail "cannot uncordon $NODE_NAME; the timer on the server that cordoned it will"
    NODE_CHANGED=true
  fi
  [[ $NODE_CHANGED == true ]] || say "nothing changed for $NODE_NAME"
  printf 'changed=%s\n' "$NODE_CHANGED"
}

main
