# shellcheck shell=bash
# What the fake K3s knows of etcd: which cluster a member belongs to, snapshots, and the reset to one.
#   etcd-id              number of the living etcd cluster; a member that holds another number cannot start
#   members              names of its members, once a reset has made them differ from the Nodes
#   states/<number>/     what a snapshot remembers; the snapshot file names it, and the token it is encrypted with
#   secrets/             node passwords
ETCD=/var/lib/rancher/k3s/server/db/etcd
SNAPSHOTS=/var/lib/rancher/k3s/server/db/snapshots

same_etcd() {
  [[ ! -f $ETCD/member/id || $(<"$ETCD/member/id") == "$(cat "$CLUSTER/etcd-id")" ]] || { echo 'cluster ID mismatch'; return 1; }
}

etcd_knows() {
  if [[ -f $CLUSTER/members ]]; then grep -qx "$1" "$CLUSTER/members"; else [[ -d $NODES/$1 ]]; fi
}

become_member() {
  [[ -f $CLUSTER/etcd-id ]] || echo 1 >"$CLUSTER/etcd-id"
  cp "$CLUSTER/etcd-id" "$ETCD/member/id"
  if [[ -f $CLUSTER/members ]] && ! etcd_knows "$1"; then printf '%s\n' "$1" >>"$CLUSTER/members"; fi
}

# A machine keeps its password as long as it keeps its disk; /.sandbox/machine tells one machine from its successor.
admit_password() {
  local secret=$CLUSTER/secrets/$1.node-password.k3s password
  password="password of $1 $(cat "$SANDBOX/machine" 2>/dev/null || true)"
  if [[ -f $secret && $(<"$secret") != "$password" ]]; then
    echo 'Node password rejected'
    exit 1
  fi
  mkdir -p "$CLUSTER/secrets"
  printf '%s\n' "$password" >"$secret"
}

save_snapshot() { # ARGUMENTS of k3s
  local name=on-demand file number
  while (($# > 0)); do
    case $1 in --name) name=$2 ;; esac
    shift
  done
  api_up || { echo 'connection refused' >&2; exit 1; }
  note "snapshot $name"
  [[ ! -f $SANDBOX/snapshot-fails ]] || { echo 'upload failed' >&2; exit 1; }
  [[ ! -f $SANDBOX/snapshot-missing ]] || exit 0
  mkdir -p "$CLUSTER/states" "$SNAPSHOTS"
  number=$(($(find "$CLUSTER/states" -mindepth 1 -maxdepth 1 | wc -l) + 1))
  mkdir "$CLUSTER/states/$number"
  for file in nodes secrets volumeattachments; do
    [[ ! -e $CLUSTER/$file ]] || cp -a "$CLUSTER/$file" "$CLUSTER/states/$number"
  done
  file=$SNAPSHOTS/$name-$(config_value node-name)-$(date +%s)
  if [[ -f $SANDBOX/snapshot-empty ]]; then : >"$file"; else printf 'token %s\nstate %s\n' "$(<"$CLUSTER/token")" "$number" >"$file"; fi
}

prune_snapshots() { # by prefix, as K3s does
  local name= keep=5
  while (($# > 0)); do
    case $1 in --name) name=$2 ;; --snapshot-retention) keep=$2 ;; esac
    shift
  done
  [[ -n $name ]] || { echo 'prune without --name' >&2; exit 1; }
  find "$SNAPSHOTS" -type f -name "$name*" -printf '%T@ %p\n' | sort -rg | tail -n "+$((keep + 1))" | cut -d ' ' -f 2- |
    while IFS= read -r file; do rm -f "$file"; done
}

cluster_reset() { # ARGUMENTS of k3s
  local name path= s3 argument stored state id
  name=$(config_value node-name)
  s3=$(config_value etcd-s3)
  for argument; do
    case $argument in
      --cluster-reset-restore-path=*) path=${argument#*=} ;;
      --etcd-s3=*) s3=${argument#*=} ;;
    esac
  done
  note "reset $name"
  ! api_up || { echo 'bind: address already in use'; exit 1; }
  [[ -z $(config_value server) && -z ${K3S_URL:-} ]] || { echo 'cannot perform cluster-reset while server URL is set'; exit 1; }
  if [[ $s3 == true ]]; then path=$SANDBOX/bucket/$path; fi
  [[ -f $path ]] || { echo "no such snapshot $path"; exit 1; }
  printf '%s\n' "${HTTPS_PROXY:-}" >"$SANDBOX/reset-proxy"
  # Any shutdown that K3s asks for itself ends with 0.
  [[ ! -f $SANDBOX/reset-silent ]] || exit 0
  stored=$(sed -n 's/^token //p' "$path")
  if [[ ${K3S_TOKEN:-} != "$stored" ]]; then
    echo "bootstrap data already found and encrypted with different token ${K3S_TOKEN:-}"
    exit 1
  fi
  [[ ! -e $ETCD/tombstone ]] || { echo 'tombstone found'; mv "$ETCD" "${ETCD%/*}/etcd-backup-$(date +%s)"; }
  [[ ! -d $ETCD ]] || mv "$ETCD" "$ETCD-old-$(date +%s)"
  sleep 1
  mkdir -p "$ETCD/member"
  id=$(($(cat "$CLUSTER/etcd-id" 2>/dev/null || echo 0) + 1))
  printf '%s\n' "$id" >"$CLUSTER/etcd-id"
  printf '%s\n' "$id" >"$ETCD/member/id"
  printf '%s\n' "$name" >"$CLUSTER/members"
  printf '%s\n' "$stored" >"$CLUSTER/token"
  state=$CLUSTER/states/$(sed -n 's/^state //p' "$path")
  rm -rf "${NODES:?}" "$CLUSTER/secrets" "$CLUSTER/volumeattachments"
  cp -a "$state"/. "$CLUSTER"
  mkdir -p "$CLUSTER/secrets"
  rm -f "$CLUSTER/secrets/$name.node-password.k3s"
  [[ -f $SANDBOX/reset-without-flag ]] || touch "${ETCD%/*}/reset-flag"
  [[ -f $SANDBOX/reset-without-text ]] ||
    echo 'Managed etcd cluster membership has been reset, restart without --cluster-reset flag now. Backup …'
}
