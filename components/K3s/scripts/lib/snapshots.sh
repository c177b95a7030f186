# shellcheck shell=bash
# On-demand etcd snapshots. Needs k3s.sh, files.sh; reads DATA_DIR.

# K3s prunes by name prefix only, and never prunes what was taken on demand. A prefix of our own keeps its hands off other people's.
SNAPSHOT_PREFIX=basecamp-
SNAPSHOTS_KEPT=5

# snapshot_files NAME: time and path of each, oldest first. K3s calls the file <name>-<node>-<unix seconds>, and .zip when compressed.
snapshot_files() {
  local directory=$DATA_DIR/server/db/snapshots
  [[ ! -d $directory ]] || find "$directory" -maxdepth 1 -type f -name "$1-*" -printf '%T@ %p\n' | sort -g
}

# take_snapshot NAME: an exit code of 0 does not prove a usable file, so it is looked at (rke2#6281).
take_snapshot() {
  local name=$SNAPSHOT_PREFIX$1 before after path
  before=$(snapshot_files "$name" | tail -n 1)
  say "taking etcd snapshot $name, at most 600 s"
  timeout 600 "$K3S" etcd-snapshot save --name "$name" >&2 ||
    fail "K3s could not take the snapshot $name, see above (with an upload configured, that may have failed)"
  after=$(snapshot_files "$name" | tail -n 1)
  [[ -n $after && $after != "$before" ]] || fail "K3s reported success but wrote no snapshot $name to $DATA_DIR/server/db/snapshots"
  path=${after#* }
  [[ -s $path ]] || fail "the snapshot $path is empty; is the disk full? (df $DATA_DIR)"
  timeout 300 "$K3S" etcd-snapshot prune --name "$SNAPSHOT_PREFIX" --snapshot-retention "$SNAPSHOTS_KEPT" >&2 ||
    say "warning: old snapshots named $SNAPSHOT_PREFIX… were not pruned"
  say "took etcd snapshot $path"
  printf 'path=%s\nsha256=%s\n' "$path" "$(sha256_of "$path")"
}
