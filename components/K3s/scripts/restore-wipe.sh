#!/usr/bin/env bash
# Restore, step 3, on each other server: puts aside what belongs to the cluster that no longer exists, so that the server can join the
# restored one as a new machine would ("cluster ID mismatch" otherwise, k3s#6806). Its installation step joins it afterwards.
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
# shellcheck source=lib/ready.sh
. "${BASECAMP_LIB}/ready.sh"
# shellcheck source=lib/virtual-ip.sh
. "${BASECAMP_LIB}/virtual-ip.sh"
# shellcheck source=lib/killall.sh
. "${BASECAMP_LIB}/killall.sh"
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"

# put_aside DIRECTORY: entry by entry, so that a run cut off in between goes on where it was.
put_aside() {
  local aside=$1 entry
  local -a entries=()
  # Snapshots stay where K3s lists and prunes them; .metadata is theirs.
  for entry in "$DATA_DIR"/server/db/*; do
    [[ ! -e $entry || $entry == */snapshots ]] || entries+=("$entry")
  done
  # Keys newer than the restored cluster's stop K3s ("newer than datastore"); it fetches them when it joins.
  for entry in "$DATA_DIR"/server/tls "$DATA_DIR"/server/cred; do
    [[ ! -e $entry ]] || entries+=("$entry")
  done
  install -d -m 0700 "$aside"
  # The one still in its old place is whole; a copy beside it was cut off.
  for entry in "${entries[@]}"; do
    rm -rf --one-file-system -- "${aside:?}/${entry##*/}"
    mv -T -- "$entry" "$aside/${entry##*/}" || fail "cannot move $entry to $aside; is it a mount point of its own?"
  done
}

# forget_older DIRECTORY: what earlier restores put aside.
forget_older() {
  local old
  for old in "$DATA_DIR"/server/before-*; do
    if [[ -d $old && $old != "$1" ]]; then remove_tree "$old"; fi
  done
}

main() {
  local aside
  declare_restore
  input_read
  check_restore
  aside=$DATA_DIR/server/before-$RESTORE_ID
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if [[ $RESTORED == true ]] || restore_done begun || restore_done reset || restore_done restored; then
    refuse "$NODE_NAME is the server that restore $RESTORE_ID was run on; wiping it would lose the restored data"
  fi
  if restore_done wiped; then
    say "nothing changed on $NODE_NAME: its data was put aside before"
    printf 'wiped=false\n'
    return
  fi
  # A reboot since step 1 may have brought the old cluster up again.
  stop_k3s
  killall_k3s
  drop_virtual_ip "$VIRTUAL_IP" "$VIRTUAL_IP_INTERFACE"
  forbid_autostart
  if [[ -d $DATA_DIR/server ]]; then
    put_aside "$aside"
    forget_older "$aside"
  fi
  # It would make other steps wait for this server's API.
  rm -f -- "$K3S_KUBECONFIG"
  mark_restore wiped
  say "$NODE_NAME is ready to join the restored cluster; its old data is in $aside"
  printf 'wiped=true\n'
}

main
