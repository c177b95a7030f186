# shellcheck shell=bash
# Questions and changes to the cluster, through this server's admin kubeconfig. Needs k3s.sh, wait.sh.

# kube ARGUMENTS…: kubectl with a bounded patience.
kube() { KUBECONFIG=$K3S_KUBECONFIG timeout 60 "$K3S" kubectl --request-timeout=30s "$@"; }

api_answers() { [[ $(KUBECONFIG=$K3S_KUBECONFIG timeout 20 "$K3S" kubectl --request-timeout=10s get --raw=/readyz 2>/dev/null) == ok ]]; }

# cluster_here: 0 when this host serves a cluster; 1 when it never did or its data is gone. Fails when it should but does not answer.
cluster_here() {
  [[ -x $K3S && -f $K3S_KUBECONFIG ]] || return 1
  if wait_for "the API on this server to answer" 120 api_answers; then return 0; fi
  etcd_data_present "$DATA_DIR" || return 1
  fail "K3s is installed here and has data, but its API has not answered for 120 s: journalctl -u k3s"
}

# One line per node, fields separated by | (in no name, version or address). jsonpath prints nothing for what is absent.
NODE_ROW='{.metadata.name}{"|"}{.status.nodeInfo.kubeletVersion}'
NODE_ROW+='{"|"}{.status.conditions[?(@.type=="Ready")].status}{"|"}{.status.conditions[?(@.type=="Ready")].lastTransitionTime}'
NODE_ROW+='{"|"}{.spec.unschedulable}{"|"}{.spec.taints[*].effect}{"|"}{.metadata.annotations.basecamp\.dev/cordoned}'
NODE_ROW+='{"|"}{.metadata.labels.node-role\.kubernetes\.io/control-plane}{"|"}{.metadata.labels.node-role\.kubernetes\.io/etcd}'
NODE_ROW+='{"|"}{.status.conditions[?(@.type=="EtcdIsVoter")].status}{"|"}{.status.addresses[?(@.type=="InternalIP")].address}'
NODE_ROW+='{"|"}{.metadata.annotations.basecamp\.dev/managed-labels}{"|"}{.metadata.annotations.basecamp\.dev/managed-taints}'
NODE_ROW+='{"|"}{.metadata.annotations.etcd\.k3s\.cattle\.io/removed-node-name}'

split_node_row() {
  IFS='|' read -r ROW_NAME ROW_VERSION ROW_READY ROW_READY_SINCE ROW_UNSCHEDULABLE ROW_TAINTS ROW_MARK ROW_CONTROL ROW_ETCD ROW_VOTER \
    ROW_ADDRESSES ROW_LABELS_MANAGED ROW_TAINTS_MANAGED ROW_MEMBER_REMOVED <<<"$1|"
}

# read_node NAME: sets ROW_*; ROW_NAME is empty when there is no such node. Returns 1 when the API did not answer.
read_node() {
  local row
  row=$(kube get node "$1" --ignore-not-found -o "jsonpath=$NODE_ROW") || return 1
  split_node_row "$row"
}

# must_read_node NAME
must_read_node() { read_node "$1" || fail "cannot read node $1 from the API"; }

# list_nodes: sets NODE_ROWS, one row each.
list_nodes() {
  local rows
  rows=$(kube get nodes -o "jsonpath={range .items[*]}$NODE_ROW{\"\\n\"}{end}") || fail "cannot list the nodes"
  NODE_ROWS=()
  [[ -z $rows ]] || mapfile -t NODE_ROWS <<<"$rows"
}

# schedulable_besides NAME: number of other nodes that could take its pods.
schedulable_besides() {
  local row count=0
  list_nodes
  for row in "${NODE_ROWS[@]}"; do
    split_node_row "$row"
    [[ $ROW_NAME != "$1" && $ROW_READY == True && $ROW_UNSCHEDULABLE != true ]] || continue
    [[ " $ROW_TAINTS " != *' NoSchedule '* && " $ROW_TAINTS " != *' NoExecute '* ]] || continue
    count=$((count + 1))
  done
  printf '%s' "$count"
}

# servers_besides NAME: sets OTHER_SERVERS and OTHER_VOTERS_READY, numbers of other control-plane nodes and of those whose etcd votes.
servers_besides() {
  local row
  OTHER_SERVERS=0
  OTHER_VOTERS_READY=0
  OTHER_MEMBERS=0
  list_nodes
  for row in "${NODE_ROWS[@]}"; do
    split_node_row "$row"
    [[ $ROW_NAME != "$1" && $ROW_CONTROL == true ]] || continue
    OTHER_SERVERS=$((OTHER_SERVERS + 1))
    [[ $ROW_ETCD == true ]] || continue
    OTHER_MEMBERS=$((OTHER_MEMBERS + 1))
    if [[ $ROW_READY == True && $ROW_VOTER == True ]]; then OTHER_VOTERS_READY=$((OTHER_VOTERS_READY + 1)); fi
  done
}

# delete_node NAME: its etcd member and node-password go with it; the password Secret of a cluster that predates owner references not.
delete_node() {
  timeout 150 "$K3S" kubectl --kubeconfig "$K3S_KUBECONFIG" delete node "$1" --ignore-not-found --timeout=120s >&2 ||
    fail "node $1 was not deleted within 120 s; its etcd member may not be removable while servers are down"
  delete_node_password "$1"
}

# Left behind, it makes the reinstalled machine's join fail with "Node password rejected" (k3s#802).
delete_node_password() {
  kube -n kube-system delete secret "$1.node-password.k3s" --ignore-not-found >&2 || fail "cannot delete the node password of $1"
}
