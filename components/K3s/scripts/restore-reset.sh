#!/usr/bin/env bash
# Restore, step 2, on the server named in the restore: resets etcd to the snapshot, proves it, starts K3s, waits for the API.
# K3s must be stopped on all servers. Old data is kept by K3s beside the new (server/db/etcd-old-…).
# stdout: restored=true|false
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
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"

ROLE=server
DATASTORE=embedded
SUCCESS='Managed etcd cluster membership has been reset'

read_inputs() {
  input_required NODE_NAME RESTORE_ID SNAPSHOT FROM_S3 TOKEN DATA_DIR
  input_optional SHA256= READY_TIMEOUT=600
  input_read
  input_node_name NODE_NAME
  input_match SHA256 '([0-9a-f]{64})?' '64 lower-case hex digits or empty'
  input_bool FROM_S3
  input_seconds READY_TIMEOUT
  input_directory DATA_DIR
  read_restore_id
  if [[ $FROM_S3 == true ]]; then
    input_match SNAPSHOT '[A-Za-z0-9._-]+' 'the name of an object in the bucket, without a path'
  else
    input_directory SNAPSHOT
  fi
}

# An empty or cut file would reset the cluster to nothing (rke2#6281).
check_snapshot() {
  local sha size free
  [[ $FROM_S3 == false ]] || return 0
  [[ -f $SNAPSHOT ]] || fail "snapshot $SNAPSHOT does not exist on $NODE_NAME"
  [[ -s $SNAPSHOT ]] || refuse "snapshot $SNAPSHOT is empty; restoring it would leave an empty cluster. Choose another"
  sha=$(sha256_of "$SNAPSHOT")
  [[ -z $SHA256 || $SHA256 == "$sha" ]] || refuse "snapshot $SNAPSHOT has SHA-256 $sha, expected $SHA256: it is damaged or another one"
  size=$(stat -c %s "$SNAPSHOT")
  free=$(df -PB1 "$DATA_DIR" | awk 'NR == 2 { print $4 }')
  # The unpacked database beside the old one, which is kept.
  ((free > size * 10)) || refuse "$DATA_DIR has $free bytes free; restoring $size bytes needs ten times that, as old data is kept"
}

# K3s refuses a reset while a server to join is configured, in whichever file.
remove_join_address() {
  local line
  if [[ -f $K3S_JOIN_FILE ]]; then
    mv -fT -- "$K3S_JOIN_FILE" "$STATE_DIR/join-before-$RESTORE_ID"
  fi
  while IFS= read -r line; do
    if [[ $line =~ ^server[[:space:]]*: ]]; then
      refuse "the K3s configuration sets 'server:' outside $K3S_JOIN_FILE; remove it for the restore"
    fi
  done < <(cat "$K3S_CONFIG_DIR/config.yaml" "$K3S_CONFIG_DIR"/config.yaml.d/*.yaml 2>/dev/null)
  return 0
}

# reset_etcd: the exit code proves nothing, since K3s ends with 0 after any shutdown it asked for itself. Both the text and the flag count.
# The token goes by environment: on a new host K3s' first check looks neither at token-file nor at config.yaml.
reset_etcd() {
  local log line
  local -a source=()
  # With S3 in the configuration a local path would be taken for the name of an object.
  [[ $FROM_S3 == true ]] || source=(--etcd-s3=false)
  rm -f -- "$DATA_DIR/server/db/reset-flag"
  new_temp "$STATE_DIR/reset-log"
  log=$TEMP
  say "restoring etcd on $NODE_NAME from $SNAPSHOT, at most 900 s"
  K3S_TOKEN=$TOKEN timeout 900 "$K3S" server --cluster-reset "--cluster-reset-restore-path=$SNAPSHOT" "${source[@]}" >"$log" 2>&1 || true
  if grep -qF "$SUCCESS" "$log" && [[ -e $DATA_DIR/server/db/reset-flag ]]; then return 0; fi
  while IFS= read -r line; do say "  ${line//"$TOKEN"/<token>}"; done < <(tail -n 25 "$log")
  if grep -qF 'different token' "$log"; then
    fail "the snapshot was taken under another server token. Restore with the token of that time (it may have been rotated since)"
  fi
  fail "K3s did not report that etcd was reset; see its last lines above. Nothing was started; a second run tries again"
}

main() {
  read_inputs
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if restore_done restored; then
    say "nothing changed on $NODE_NAME: restore $RESTORE_ID was done before"
    printf 'restored=false\n'
    return
  fi
  [[ -x $K3S && -f $(unit_path k3s) ]] || fail "K3s is not installed on $NODE_NAME; install it without starting it first"
  make_state_dir
  if ! restore_done reset; then
    check_snapshot
    stop_unit k3s
    remove_join_address
    reset_etcd
    mark_restore reset
  fi
  unit_running k3s || systemctl start --no-block k3s
  if ! wait_for "k3s to start on $NODE_NAME" 120 restarted k3s || ! wait_for "/readyz on $NODE_NAME" "$READY_TIMEOUT" api_ready; then
    last_journal k3s
    fail "etcd was restored on $NODE_NAME, but its API did not become ready within $READY_TIMEOUT s: journalctl -u k3s"
  fi
  mark_restore restored
  rm -f -- "$STATE_DIR/reset-$RESTORE_ID" "$STATE_DIR/join-before-$RESTORE_ID"
  say "restored $NODE_NAME; the other servers join it next"
  printf 'restored=true\n'
}

main
