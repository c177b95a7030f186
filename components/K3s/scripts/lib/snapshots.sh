# shellcheck shell=bash
# On-demand etcd snapshots. Needs k3s.sh, files.sh; reads DATA_DIR.

# newest_snapshot NAME: K3s calls the file <name>-<node>-<unix seconds>, and .zip when compressed.
newest_snapshot() {
  [[ -d $DATA_DIR/server/db/snapshots ]] || return 0
  find "$DATA_DIR/server/db/snapshots" -maxdepth 1 -type f -name "$1-*" -printf '%T@ %p\n' | sort -g | tail -n 1 | cut -d ' ' -f 2-
}

# take_snapshot NAME KEEP: an exit code of 0 does not prove a usable file, so it is looked at (rke2#6281).
take_snapshot() {
  local name=$1 before after
  before=$(newest_snapshot "$name")
  timeout 600 "$K3S" etcd-snapshot save --name "$name" >&2 || fail "K3s could not take the snapshot $name, see above"
  after=$(newest_snapshot "$name")
  [[ -n $after && $after != "$before" ]] || fail "K3s reported success but wrote no snapshot $name to $DATA_DIR/server/db/snapshots"
  [[ -s $after ]] || fail "the snapshot $after is empty; is the disk full?"
  timeout 300 "$K3S" etcd-snapshot prune --name "$name" --snapshot-retention "$2" >&2 ||
    say "warning: old snapshots named $name were not pruned"
  say "took etcd snapshot $after"
  printf 'path=%s\nsha256=%s\n' "$after" "$(sha256_of "$after")"
}
