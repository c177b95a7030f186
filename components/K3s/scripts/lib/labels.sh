# shellcheck shell=bash
# Labels and taints of a node: sets the given ones, removes those an earlier run set and this one does not, touches no others. What we
# manage is remembered in annotations of the node. Needs kube.sh.

# reconcile_labels NODE "key=value …": reads ROW_LABELS_MANAGED (set by read_node).
reconcile_labels() {
  local node=$1 pair key current managed=
  local -a wanted changes=()
  read -ra wanted <<<"$2"
  current=$(kube get node "$node" -o 'go-template={{range $key, $value := .metadata.labels}}{{$key}}={{$value}}{{"\n"}}{{end}}') ||
    fail "cannot read the labels of $node"
  current=$'\n'$current$'\n'
  for pair in "${wanted[@]}"; do
    managed+="${managed:+ }${pair%%=*}"
    [[ $current == *$'\n'"$pair"$'\n'* ]] || changes+=("$pair")
  done
  for key in $ROW_LABELS_MANAGED; do
    [[ " $managed " == *" $key "* || $current != *$'\n'"$key="* ]] || changes+=("$key-")
  done
  apply_changes label "$node" managed-labels "$ROW_LABELS_MANAGED" "$managed" "${changes[@]}"
}

# reconcile_taints NODE "key=value:Effect key:Effect …": reads ROW_TAINTS_MANAGED.
reconcile_taints() {
  local node=$1 taint identity current managed=
  local -a wanted changes=()
  read -ra wanted <<<"$2"
  current=$(kube get node "$node" \
    -o 'go-template={{range .spec.taints}}{{.key}}={{if .value}}{{.value}}{{end}}:{{.effect}}{{"\n"}}{{end}}') ||
    fail "cannot read the taints of $node"
  current=$'\n'$current$'\n'
  for taint in "${wanted[@]}"; do
    managed+="${managed:+ }$(taint_identity "$taint")"
    [[ $taint == *=* ]] || taint=${taint/:/=:}
    [[ $current == *$'\n'"$taint"$'\n'* ]] || changes+=("${taint/=:/:}")
  done
  for identity in $ROW_TAINTS_MANAGED; do
    [[ " $managed " == *" $identity "* ]] || ! has_taint "$identity" "$current" || changes+=("$identity-")
  done
  apply_changes taint "$node" managed-taints "$ROW_TAINTS_MANAGED" "$managed" "${changes[@]}"
}

# A taint is identified by key and effect; its value may change.
taint_identity() {
  local key=${1%%[=:]*}
  printf '%s:%s' "$key" "${1##*:}"
}

has_taint() {
  local line
  while IFS= read -r line; do
    [[ -z $line || $(taint_identity "$line") != "$1" ]] || return 0
  done <<<"$2"
  return 1
}

# apply_changes VERB NODE ANNOTATION OLD NEW CHANGE…: remembers the union first, so a run cut off in between forgets nothing.
apply_changes() {
  local verb=$1 node=$2 annotation=$3 old=$4 new=$5
  shift 5
  if (($# > 0)); then
    [[ -z $new || " $old " == *" $new "* ]] || kube annotate node "$node" --overwrite "basecamp.dev/$annotation=${old:+$old }$new" >&2 ||
      fail "cannot annotate node $node"
    kube "$verb" node "$node" --overwrite "$@" >&2 || fail "cannot $verb node $node: $*"
    say "$verb $node: $*"
    NODE_CHANGED=true
  fi
  [[ $old != "$new" || $# -gt 0 ]] || return 0
  if [[ -n $new ]]; then
    kube annotate node "$node" --overwrite "basecamp.dev/$annotation=$new" >&2 || fail "cannot annotate node $node"
  elif [[ -n $old ]]; then
    kube annotate node "$node" "basecamp.dev/$annotation-" >&2 || fail "cannot annotate node $node"
  fi
}
