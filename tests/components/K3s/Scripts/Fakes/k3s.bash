#!/usr/bin/env bash
# A K3s that keeps its cluster in /.cluster, shared by the hosts of a test:
#   founded              one line per founding of a cluster: more than one is the accident the scripts must prevent
#   token                what the founder was started with
#   up/<address>:6443    "up" or "starting"
#   nodes/<name>/…       one file per field of a Node
# The installed binary is a two-line file that sets K3S_VERSION and sources this one.
. /.fakes/common.bash
. /.fakes/k3s-etcd.bash
NODES=$CLUSTER/nodes
DATA=/var/lib/rancher/k3s

config_value() { # KEY: last value wins, drop-ins after the main file
  local line value=
  while IFS= read -r line; do
    [[ $line =~ ^$1:\ *\"?([^\"]*)\"?$ ]] && value=${BASH_REMATCH[1]}
  done < <(cat /etc/rancher/k3s/config.yaml /etc/rancher/k3s/config.yaml.d/*.yaml 2>/dev/null)
  printf '%s' "$value"
}

note() { printf '%s\n' "$*" >>"$CLUSTER/events"; }

field() { cat "$NODES/$1/$2" 2>/dev/null || true; }
set_field() { mkdir -p "$NODES/$1"; printf '%s\n' "$3" >"$NODES/$1/$2"; }

kubeconfig() {
  printf 'apiVersion: v1\nclusters:\n- cluster:\n    server: https://127.0.0.1:6443\n  name: default\nkind: Config\nusers:\n'
  printf -- '- name: default\n  user:\n    client-key-data: key-of-%s\n' "$1"
}

token_fits() {
  local token
  token=$(cat "$(config_value token-file)" 2>/dev/null)
  [[ $token == "$(cat "$CLUSTER/token" 2>/dev/null)" ]] || { echo "token mismatch: $token"; return 1; }
}

register() {
  local name=$1 role=$2
  admit_password "$name"
  mkdir -p "$NODES/$name"
  set_field "$name" version "$K3S_VERSION"
  set_field "$name" ready "$(cat "$SANDBOX/node-ready" 2>/dev/null || echo True)"
  set_field "$name" address "$(config_value node-ip)"
  if [[ $role == server ]]; then
    set_field "$name" control true
    set_field "$name" etcd true
    set_field "$name" voter True
  fi
}

process_server() {
  local name address server
  name=$(config_value node-name)
  address=$(config_value node-ip)
  server=$(config_value server)
  [[ $(config_value broken) != true ]] || { echo 'invalid configuration'; exit 1; }
  if [[ -d $DATA/server/db/etcd/member && ! -e $DATA/server/db/etcd/tombstone ]]; then
    token_fits || exit 1
    same_etcd || exit 1
    note "restarted $name"
  elif [[ -n $server ]]; then
    [[ $(cat "$CLUSTER/up/${server#https://}" 2>/dev/null) == up ]] || { echo "cannot reach $server"; exit 1; }
    token_fits || exit 1
    ! etcd_knows "$name" || { echo 'duplicate node name found'; exit 1; }
    note "joined $name"
  elif [[ $(config_value cluster-init) == true ]]; then
    printf '%s\n' "$name" >>"$CLUSTER/founded"
    cat "$(config_value token-file)" >"$CLUSTER/token"
    note "founded $name"
  else
    printf '%s on sqlite\n' "$name" >>"$CLUSTER/founded"
    note "founded $name on sqlite"
  fi
  mkdir -p "$DATA/server/db/etcd/member" "$DATA/server/db/snapshots"
  rm -f "$DATA/server/db/reset-flag"
  (umask 077; cat "$(config_value token-file)" >"$DATA/server/token"; kubeconfig "$name" >/etc/rancher/k3s/k3s.yaml)
  register "$name" server
  become_member "$name"
  mkdir -p "$CLUSTER/up"
  echo up >"$CLUSTER/up/$address:6443"
}

process_agent() {
  local name server
  name=$(config_value node-name)
  server=$(config_value server)
  [[ $(config_value broken) != true ]] || { echo 'invalid configuration'; exit 1; }
  [[ $(cat "$CLUSTER/up/${server#https://}" 2>/dev/null) == up ]] || { echo "cannot reach $server"; exit 1; }
  token_fits || exit 1
  note "joined $name"
  register "$name" agent
  touch "$SANDBOX/agent-ready"
}

stopped() {
  rm -f "$CLUSTER/up/$(config_value node-ip):6443" "$SANDBOX/agent-ready"
  note "stopped $(config_value node-name)"
}

node_row() {
  local name=$1
  printf '%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s' "$name" "$(field "$name" version)" "$(field "$name" ready)" "$(field "$name" ready-since)" \
    "$(field "$name" unschedulable)" "$(sed 's/.*://' "$NODES/$name/taints" 2>/dev/null | tr '\n' ' ')" \
    "$(field "$name" annotations/basecamp.dev_cordoned)" "$(field "$name" control)" "$(field "$name" etcd)" "$(field "$name" voter)" \
    "$(field "$name" address)" "$(field "$name" annotations/basecamp.dev_managed-labels)" \
    "$(field "$name" annotations/basecamp.dev_managed-taints)" "$(field "$name" annotations/etcd.k3s.cattle.io_removed-node-name)"
}

api_up() {
  [[ -f $CLUSTER/up/$(config_value node-ip):6443 && ! -f $CLUSTER/api-down ]]
}

change_map() { # NODE FILE CHANGE…: key=value sets, key- removes
  local node=$1 file=$NODES/$1/$2 change key
  shift 2
  touch "$file"
  for change; do
    case $change in
      --*) continue ;;
      *-) key=${change%-} ;;
      *) key=${change%%=*} ;;
    esac
    grep -v "^$key=" "$file" >"$file.new"
    [[ $change == *- ]] || printf '%s\n' "$change" >>"$file.new"
    mv "$file.new" "$file"
  done
}

change_taints() { # NODE CHANGE…
  local node=$1 file=$NODES/$1/taints change key effect
  shift
  touch "$file"
  for change; do
    [[ $change != --* ]] || continue
    key=${change%%[=:]*}
    effect=${change##*:}
    grep -vE "^$key(=[^:]*)?:${effect%-}$" "$file" >"$file.new"
    if [[ $change != *- ]]; then
      [[ $change == *=* ]] || change=${change/:/=:}
      printf '%s\n' "$change" >>"$file.new"
    fi
    mv "$file.new" "$file"
  done
}

annotate() { # NODE CHANGE…
  local node=$1 change key
  shift
  mkdir -p "$NODES/$node/annotations"
  for change; do
    [[ $change != --* ]] || continue
    key=${change%%=*}
    key=${key//\//_}
    if [[ $change == *- && $change != *=* ]]; then rm -f "$NODES/$node/annotations/${key%-}"; else printf '%s\n' "${change#*=}" >"$NODES/$node/annotations/$key"; fi
  done
  if [[ -f $NODES/$node/annotations/etcd.k3s.cattle.io_remove ]]; then
    note "removed $node from etcd"
    echo "$node-1" >"$NODES/$node/annotations/etcd.k3s.cattle.io_removed-node-name"
  fi
}

drain_node() {
  local node=$1 dry=$2
  if [[ -f $CLUSTER/blocked-pod ]]; then
    echo "error when evicting pods/\"$(<"$CLUSTER/blocked-pod")\" -n \"shop\" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget." >&2
    echo "error: unable to drain node \"$node\" due to error: timed out" >&2
    exit 1
  fi
  [[ $dry == true ]] || note "drained $node"
}

kubectl() {
  local output= dry=false argument
  local -a words=()
  while (($# > 0)); do
    case $1 in
      -o) output=$2; shift ;;
      -n | --kubeconfig) shift ;;
      --dry-run=server) dry=true ;;
      --raw=/readyz) words+=(readyz) ;;
      --*) ;;
      *) words+=("$1") ;;
    esac
    shift
  done
  api_up || { echo 'The connection to the server 127.0.0.1:6443 was refused' >&2; exit 1; }
  set -- "${words[@]}"
  case "${1:-} ${2:-}" in
    'get readyz') printf 'ok' ;;
    'get node')
      if [[ ! -d $NODES/$3 ]]; then exit 0; fi
      case $output in
        'jsonpath={.status.nodeInfo.kubeletVersion}') field "$3" version ;;
        'jsonpath={.status.conditions[?(@.type=="EtcdIsVoter")].status}') field "$3" voter ;;
        'jsonpath={.metadata.annotations.basecamp\.dev/cordoned}') field "$3" annotations/basecamp.dev_cordoned ;;
        go-template=*.metadata.labels*) field "$3" labels ;;
        go-template=*.spec.taints*) field "$3" taints ;;
        'jsonpath={.metadata.name}{"|"}'*) node_row "$3" ;;
        *) echo "fake kubectl: output $output?" >&2; exit 1 ;;
      esac
      ;;
    'get nodes')
      for argument in "$NODES"/*/; do
        [[ ! -d $argument ]] || { node_row "$(basename "$argument")"; printf '\n'; }
      done
      ;;
    'get pod') printf 'ReplicaSet/%s-5d4' "$3" ;;
    'get poddisruptionbudgets') printf 'keep-one ' ;;
    'get volumeattachments') cat "$CLUSTER/volumeattachments" 2>/dev/null ;;
    'get pods') cat "$CLUSTER/pods" 2>/dev/null || true ;;
    'delete pod') note "deleted pod $3 of $4" ;;
    'delete node')
      note "deleted $3"
      rm -rf "${NODES:?}/$3"
      ;;
    'delete secret')
      rm -f "$CLUSTER/secrets/$3"
      note "deleted secret $3"
      ;;
    'delete volumeattachment')
      grep -v "^$3|" "$CLUSTER/volumeattachments" >"$CLUSTER/volumeattachments.new"
      mv "$CLUSTER/volumeattachments.new" "$CLUSTER/volumeattachments"
      note "deleted volumeattachment $3"
      ;;
    'cordon '*) set_field "$2" unschedulable true; note "cordoned $2" ;;
    'uncordon '*) rm -f "$NODES/$2/unschedulable"; note "uncordoned $2" ;;
    'drain '*) drain_node "$2" "$dry" ;;
    'label node') change_map "$3" labels "${@:4}"; note "labelled $3" ;;
    'taint node') change_taints "$3" "${@:4}"; note "tainted $3" ;;
    'annotate node') annotate "$3" "${@:4}" ;;
    *) echo "fake kubectl: $*?" >&2; exit 1 ;;
  esac
  exit 0
}

case ${1:-} in
  --version) printf 'k3s version %s (fake)\ngo version go1.0\n' "$K3S_VERSION" ;;
  server)
    if [[ " $* " == *' --cluster-reset '* ]]; then cluster_reset "$@"; else process_server; fi
    ;;
  agent) process_agent ;;
  stopped) stopped ;;
  kubectl) shift; kubectl "$@" ;;
  etcd-snapshot)
    case $2 in
      save) save_snapshot "$@" ;;
      prune) prune_snapshots "$@" ;;
      *) exit 1 ;;
    esac
    ;;
  *) echo "fake k3s: $*?" >&2; exit 1 ;;
esac
