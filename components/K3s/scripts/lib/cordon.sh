# shellcheck shell=bash
# Cordons of ours, told apart from other people's by an annotation that holds when we set it. A cordoned node is always given back:
# by the step after the upgrade, on failure at once, and, should the workstation die, by a timer on this server. Needs kube.sh.

MARK=basecamp.dev/cordoned

failsafe_unit() { printf 'basecamp-uncordon-%s' "$1"; }

# Runs in the timer: uncordons what is still marked with the same time, and keeps trying while the API is away. It must not hold ${…},
# which systemd would expand itself before bash sees it.
# shellcheck disable=SC2016 # expanded by the timer's own bash
FAILSAFE_PROGRAM='
k3s=$1 node=$2 mark=$3
export KUBECONFIG=$4
for _ in {1..90}; do
  now=$(timeout 20 "$k3s" kubectl --request-timeout=10s get node "$node" --ignore-not-found \
    -o "jsonpath={.metadata.annotations.basecamp\.dev/cordoned}") && {
    [[ $now == "$mark" ]] || exit 0
    timeout 20 "$k3s" kubectl uncordon "$node" &&
      timeout 20 "$k3s" kubectl annotate node "$node" basecamp.dev/cordoned- && exit 0
  }
  sleep 10
done
exit 1'

# arm_failsafe NODE MARK SECONDS
arm_failsafe() {
  local unit
  unit=$(failsafe_unit "$1")
  disarm_failsafe "$1"
  systemd-run --quiet --collect --unit="$unit" --on-active="$3" --timer-property=AccuracySec=1s \
    bash -c "$FAILSAFE_PROGRAM" "$unit" "$K3S" "$1" "$2" "$K3S_KUBECONFIG" >&2 ||
    fail "cannot arm the timer that would uncordon $1 if this run died; nothing was cordoned"
}

# The service as well: one that fired while the API was away still retries.
disarm_failsafe() { systemctl stop "$(failsafe_unit "$1").timer" "$(failsafe_unit "$1").service" 2>/dev/null || true; }

# cordon_marked NODE MARK: marked first, so that no moment exists in which our cordon looks like somebody else's.
cordon_marked() {
  kube annotate node "$1" --overwrite "$MARK=$2" >&2 || fail "cannot annotate node $1"
  kube cordon "$1" >&2 || fail "cannot cordon node $1"
}

# uncordon_marked NODE
uncordon_marked() {
  kube uncordon "$1" >&2 || return 1
  kube annotate node "$1" "$MARK-" >&2 || return 1
  disarm_failsafe "$1"
}
