#!/usr/bin/env bash
# Restore, last step, on the restored server: removes what the snapshot remembers of machines that are no longer there, takes a fresh
# snapshot, and clears away what K3s left of the old datastore.
# stdout: cleaned=true|false, and path=…, sha256=… of the snapshot
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
# shellcheck source=lib/kube.sh
. "${BASECAMP_LIB}/kube.sh"
# shellcheck source=lib/ready.sh
. "${BASECAMP_LIB}/ready.sh"
# shellcheck source=lib/killall.sh
. "${BASECAMP_LIB}/killall.sh"
# shellcheck source=lib/snapshots.sh
. "${BASECAMP_LIB}/snapshots.sh"
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"

# delete_stale_nodes: the snapshot may be older than a node's removal. K3s removes a deleted server from etcd, too.
delete_stale_nodes() {
  local row name
  list_nodes
  for row in "${NODE_ROWS[@]}"; do
    name=${row%%|*}
    [[ " $DECLARED_NODES " != *" $name "* ]] || continue
    delete_node "$name"
    say "removed node $name, which is not declared any more"
  done
}

# A machine rebuilt since the snapshot has another password and would be rejected; K3s writes down anew what each one brings. Of the
# restored server K3s itself forgets it.
delete_node_passwords() {
  local name
  for name in $DECLARED_NODES; do
    [[ $name == "$NODE_NAME" ]] || delete_node_password "$name"
  done
}

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

# restart_controllers: a controller that went on running on an agent remembers revisions that the restored datastore has not reached yet, and
# waits for what never comes, or acts on what is no longer there (etcd's guide to disaster recovery: restoring revision). The platform's
# operators are in namespaces that end in -system. What starts other pods without a controller of Kubernetes' own stays: Longhorn's
# instance managers carry the volumes that are in use.
restart_controllers() {
  local rows namespace pod owner restarted=0
  rows=$(kube get pods --all-namespaces -o 'jsonpath={range .items[*]}{.metadata.namespace}{"|"}{.metadata.name}{"|"}{.metadata.ownerReferences[0].kind}{"\n"}{end}') ||
    fail "cannot list the pods"
  while IFS='|' read -r namespace pod owner; do
    [[ $namespace == *-system && $owner =~ ^(ReplicaSet|StatefulSet|DaemonSet)$ ]] || continue
    kube delete pod "$pod" --namespace "$namespace" --ignore-not-found --wait=false >&2 || fail "cannot delete pod $pod in $namespace"
    restarted=$((restarted + 1))
  done <<<"$rows"
  say "restarted $restarted pods of operators, which remember the datastore as it was before"
}

# clear_old_data: K3s moves what a reset replaces to etcd-old-<unix seconds>, once for each attempt. The first one of this restore is the
# state before it and stays until the next restore; half-restored ones and those of earlier restores go.
clear_old_data() {
  local old kept='' begun
  begun=$(marked_text begun)
  for old in "$DATA_DIR"/server/db/etcd-old-*; do
    [[ -d $old && ${old##*-} =~ ^[0-9]+$ ]] || continue
    if [[ -z $kept ]] && ((${old##*-} >= begun)); then
      kept=$old
    else
      remove_tree "$old"
      say "removed $old"
    fi
  done
}

main() {
  declare_restore
  input_required DECLARED_NODES
  input_read
  check_restore
  only_on_restored restore-clean
  input_match DECLARED_NODES '[a-z0-9.-]+( [a-z0-9.-]+)*' 'a list of node names, separated by one space'
  [[ " $DECLARED_NODES " == *" $NODE_NAME "* ]] || bad_input "DECLARED_NODES does not name $NODE_NAME, the restored server"
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if restore_done cleaned; then
    say "nothing changed: restore $RESTORE_ID was finished before"
    printf 'cleaned=false\n'
    return
  fi
  restore_done restored || refuse "restore $RESTORE_ID has not been run on $NODE_NAME; nothing was deleted"
  cluster_here || fail "no cluster on $NODE_NAME"
  delete_stale_nodes
  delete_node_passwords
  delete_stale_attachments
  restart_controllers
  take_snapshot after-restore
  clear_old_data
  mark_restore cleaned
  printf 'cleaned=true\n'
}

main
