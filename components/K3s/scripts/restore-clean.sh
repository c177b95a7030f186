#!/usr/bin/env bash
# Restore, last step, on the restored server: removes what the snapshot remembers of machines that no longer exist, then takes a fresh
# snapshot of the restored cluster. STALE_NODES are machines that were rebuilt or are gone.
# stdout: cleaned=true|false, and path=… sha256=… of the snapshot
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
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/kube.sh
. "${BASECAMP_LIB}/kube.sh"
# shellcheck source=lib/snapshots.sh
. "${BASECAMP_LIB}/snapshots.sh"
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"

# Attachments of nodes that are gone keep Longhorn's volumes stuck in "attaching" (longhorn#7313).
delete_stale_attachments() {
  local rows row attachment node names=' '
  list_nodes
  for row in "${NODE_ROWS[@]}"; do names+="${row%%|*} "; done
  rows=$(kube get volumeattachments -o 'jsonpath={range .items[*]}{.metadata.name}{"|"}{.spec.nodeName}{"\n"}{end}') ||
    fail "cannot list the volume attachments"
  while IFS='|' read -r attachment node; do
    [[ -n $attachment && $names != *" $node "* ]] || continue
    kube delete volumeattachment "$attachment" --ignore-not-found --wait=false >&2 || fail "cannot delete volume attachment $attachment"
    say "removed volume attachment $attachment of $node, which no longer exists"
  done <<<"$rows"
}

main() {
  local node
  input_required NODE_NAME RESTORE_ID
  input_optional STALE_NODES= DATA_DIR=/var/lib/rancher/k3s
  input_read
  input_node_name NODE_NAME
  input_match STALE_NODES '([a-z0-9.-]+( |$))*' 'a list of node names, separated by one space'
  input_directory DATA_DIR
  read_restore_id
  if restore_done cleaned; then
    say "nothing changed: restore $RESTORE_ID was finished before"
    printf 'cleaned=false\n'
    return
  fi
  [[ " $STALE_NODES " != *" $NODE_NAME "* ]] || refuse "$NODE_NAME itself is listed in STALE_NODES; it is the restored server"
  cluster_here || fail "no cluster on $NODE_NAME"
  for node in $STALE_NODES; do
    delete_node "$node"
    say "removed node $node"
  done
  delete_stale_attachments
  take_snapshot "after-restore" 5
  mark_restore cleaned
  printf 'cleaned=true\n'
}

main
