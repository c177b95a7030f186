#!/usr/bin/env bash
# Takes an etcd snapshot now and proves that it is there. K3s never prunes snapshots taken on demand, so old ones of the same name are
# pruned here. Without K3s or embedded etcd on this server there is nothing to do.
# stdout: path=…, sha256=… of the new snapshot
set -euo pipefail
# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/files.sh
. "${BASECAMP_LIB}/files.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/snapshots.sh
. "${BASECAMP_LIB}/snapshots.sh"

main() {
  input_required NODE_NAME SNAPSHOT_NAME
  input_optional DATA_DIR=/var/lib/rancher/k3s KEEP=5
  input_read
  input_node_name NODE_NAME
  # K3s prunes by prefix: "daily" would also take "daily-x" with it.
  input_match SNAPSHOT_NAME '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?' 'lower-case letters, digits and -'
  input_match KEEP '[1-9][0-9]{0,3}' 'a whole number of at least 1'
  input_directory DATA_DIR
  if [[ ! -x $K3S ]] || ! etcd_data_present "$DATA_DIR"; then
    say "no snapshot: $NODE_NAME holds no embedded etcd"
    return
  fi
  if ! unit_running k3s; then
    say "no snapshot: K3s does not run on $NODE_NAME"
    return
  fi
  take_snapshot "$SNAPSHOT_NAME" "$KEEP"
}

main
