#!/usr/bin/env bash
# Restore, step 3, on each other server, one by one, before it is installed and joins again: puts its old etcd data aside, which belongs
# to a cluster that no longer exists ("cluster ID mismatch", k3s#6806). The data stays as server/db-before-<RESTORE_ID>.
# stdout: wiped=true|false
set -euo pipefail
# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/wait.sh
. "${BASECAMP_LIB}/wait.sh"
# shellcheck source=lib/files.sh
. "${BASECAMP_LIB}/files.sh"
# shellcheck source=lib/lock.sh
. "${BASECAMP_LIB}/lock.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"

main() {
  local db aside
  input_required NODE_NAME RESTORE_ID
  input_optional DATA_DIR=/var/lib/rancher/k3s
  input_read
  input_node_name NODE_NAME
  input_directory DATA_DIR
  read_restore_id
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if restore_done restored || restore_done reset; then
    refuse "$NODE_NAME is the server that restore $RESTORE_ID was run on; wiping it would lose the restored data"
  fi
  db=$DATA_DIR/server/db
  aside=$DATA_DIR/server/db-before-$RESTORE_ID
  # The directory set aside is a proof as good as the marker, and exists first: K3s may have joined since, so nothing is moved twice.
  if restore_done wiped || [[ -d $aside ]]; then
    restore_done wiped || mark_restore wiped
    say "nothing changed on $NODE_NAME: its data was put aside before"
    printf 'wiped=false\n'
    return
  fi
  stop_unit k3s
  [[ ! -d $db ]] || mv -T -- "$db" "$aside"
  mark_restore wiped
  say "$NODE_NAME is ready to join the restored cluster"
  printf 'wiped=true\n'
}

main
