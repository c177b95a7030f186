#!/usr/bin/env bash
# Takes an etcd snapshot now and proves that it is there. Without a running K3s with embedded etcd on this server there is nothing to do.
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
  input_required SNAPSHOT_NAME DATA_DIR
  input_read
  input_match SNAPSHOT_NAME '[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?' 'up to 63 letters, digits, ., _ and -'
  input_directory DATA_DIR
  if [[ ! -x $K3S ]] || ! etcd_data_present "$DATA_DIR"; then
    say "no snapshot taken: this server holds no embedded etcd"
    return
  fi
  if ! unit_running k3s; then
    say "no snapshot taken: K3s does not run on this server"
    return
  fi
  take_snapshot "$SNAPSHOT_NAME"
}

main
