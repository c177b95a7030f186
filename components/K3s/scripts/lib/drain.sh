# shellcheck shell=bash
# Moves a node's pods elsewhere, and explains what keeps a pod from moving. Needs kube.sh.

# drain NODE SECONDS: 1 when it did not finish in time; what blocked it is in DRAIN_BLOCKERS.
drain() {
  local node=$1 limit=$2 output
  DRAIN_BLOCKERS=
  output=$(drain_command "$node" 15 --dry-run=server 2>&1) || {
    explain_blockers "$output"
    say "pods on $node that cannot move right now: ${DRAIN_BLOCKERS:-$output}"
  }
  say "draining $node, at most $limit s"
  output=$(drain_command "$node" "$limit" 2>&1) && return 0
  explain_blockers "$output"
  DRAIN_BLOCKERS=${DRAIN_BLOCKERS:-${output##*$'\n'}}
  return 1
}

drain_command() {
  local node=$1 limit=$2
  shift 2
  KUBECONFIG=$K3S_KUBECONFIG timeout "$((limit + 30))" "$K3S" kubectl drain "$node" --ignore-daemonsets --delete-emptydir-data \
    --timeout="${limit}s" "$@"
}

# explain_blockers OUTPUT: each pod kubectl names, with its owner and the disruption budgets of its namespace that allow nothing.
explain_blockers() {
  local line pod namespace owner budgets text seen=' '
  DRAIN_BLOCKERS=
  while IFS= read -r line; do
    [[ $line =~ pods?/\"([^\"]+)\"\ -n\ \"([^\"]+)\" ]] || continue
    pod=${BASH_REMATCH[1]} namespace=${BASH_REMATCH[2]}
    [[ $seen != *" $namespace/$pod "* ]] || continue
    seen+="$namespace/$pod "
    owner=$(kube -n "$namespace" get pod "$pod" --ignore-not-found \
      -o 'jsonpath={.metadata.ownerReferences[0].kind}/{.metadata.ownerReferences[0].name}' 2>/dev/null) || owner=
    budgets=$(kube -n "$namespace" get poddisruptionbudgets \
      -o 'jsonpath={range .items[?(@.status.disruptionsAllowed==0)]}{.metadata.name}{" "}{end}' 2>/dev/null) || budgets=
    text="pod $namespace/$pod"
    [[ -z $owner || $owner == / ]] || text+=" of $owner"
    [[ -z ${budgets// /} ]] || text+=", held by disruption budget ${budgets% }"
    DRAIN_BLOCKERS+="${DRAIN_BLOCKERS:+; }$text"
  done <<<"$1"
}
