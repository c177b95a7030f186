#!/usr/bin/env bash
# Run on a server, after K3s was taken off another node: removes its Node object, and with it the etcd member and the node password.
# stdout: forgotten=true|false
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

read_inputs() {
  input_required NODE_NAME ROLE
  input_optional DATA_DIR=/var/lib/rancher/k3s
  input_ignored NODE_ADDRESS VERSION DATASTORE DRAIN DRAIN_TIMEOUT MAX_UNAVAILABLE FAILSAFE_SECONDS
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_directory DATA_DIR
}

main() {
  read_inputs
  if ! cluster_here; then
    say "no cluster on this server: nothing to forget about $NODE_NAME"
    printf 'forgotten=false\n'
    return
  fi
  servers_besides "$NODE_NAME"
  must_read_node "$NODE_NAME"
  if [[ -n $ROW_NAME && $ROW_CONTROL == true && $OTHER_SERVERS -eq 0 ]]; then
    say "$NODE_NAME is the last server: its Node object stays, the cluster ends with the machine"
    printf 'forgotten=false\n'
  elif [[ -n $ROW_NAME ]]; then
    # Returns once the object is gone, which K3s allows only after it has removed the etcd member (a finalizer).
    delete_node "$NODE_NAME"
    say "removed node $NODE_NAME"
    printf 'forgotten=true\n'
  else
    delete_node_password "$NODE_NAME"
    say "nothing changed: $NODE_NAME is not a node of this cluster"
    printf 'forgotten=false\n'
  fi
}

main
