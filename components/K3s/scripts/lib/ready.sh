# shellcheck shell=bash
# When a node counts as ready. "systemctl is-active" never does: it is true before the API accepts anything (k0sctl#1148). Node Ready
# does not either at this point: without a CNI, which comes later, no node becomes Ready. Needs k3s.sh, wait.sh.

UNIT_PID_BEFORE=0

# restarted UNIT: systemd runs another process than before. Otherwise the old one, still shutting down, could answer for the new.
restarted() {
  local pid
  pid=$(unit_main_pid "$1")
  [[ ${pid:-0} != 0 && $pid != "$UNIT_PID_BEFORE" ]]
}

k3s_kubectl() { KUBECONFIG=$K3S_KUBECONFIG timeout 20 "$K3S" kubectl --request-timeout=10s "$@" 2>/dev/null; }

api_ready() { [[ $(k3s_kubectl get --raw=/readyz) == ok ]]; }

registered() { [[ $(k3s_kubectl get node "$NODE_NAME" -o 'jsonpath={.status.nodeInfo.kubeletVersion}') == "$VERSION" ]]; }

# A learner replicates but does not vote; the next server may only join once this one does ("too many learners", k3s#4335).
etcd_voter() {
  [[ $(k3s_kubectl get node "$NODE_NAME" -o 'jsonpath={.status.conditions[?(@.type=="EtcdIsVoter")].status}') == True ]]
}

local_answer() { curl --silent --insecure --noproxy '*' --max-time 5 "$1" 2>/dev/null || true; }

agent_ready() {
  [[ $(local_answer http://127.0.0.1:10248/healthz) == ok && $(local_answer https://127.0.0.1:6444/ping) == pong ]]
}

# node_ready UNIT: all conditions within READY_TIMEOUT together.
node_ready() {
  local unit=$1 deadline
  deadline=$(($(uptime_seconds) + READY_TIMEOUT))
  wait_until "$deadline" "$unit to start on $NODE_NAME" restarted "$unit" || return 1
  if [[ $ROLE == agent ]]; then
    wait_until "$deadline" "kubelet and API load balancer on $NODE_NAME" agent_ready
    return
  fi
  wait_until "$deadline" "/readyz on $NODE_NAME" api_ready || return 1
  wait_until "$deadline" "$NODE_NAME to register with $VERSION" registered || return 1
  [[ $DATASTORE == external ]] || wait_until "$deadline" "$NODE_NAME to become a voting etcd member" etcd_voter
}

# wait_until DEADLINE WHAT COMMAND…
wait_until() {
  local left=$(($1 - $(uptime_seconds))) what=$2
  shift 2
  wait_for "$what" "$((left > 0 ? left : 0))" "$@"
}

# last_journal UNIT: the latest lines, with the token blotted out. The token goes through no argument list.
last_journal() {
  local line
  say "last lines of $1:"
  while IFS= read -r line; do
    say "  ${line//"$TOKEN"/<token>}"
  done < <(timeout 20 journalctl -u "$1" -n 25 --no-pager -o cat 2>/dev/null)
}
