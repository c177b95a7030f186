#!/usr/bin/env bash
# Restore, step 2, on the restored server: resets etcd to the snapshot, proves it, starts K3s, waits for the API.
# K3s must be stopped on all servers, and installed here with the token the snapshot was taken under. What etcd held before stays beside
# the new data until the last step (K3s' own server/db/etcd-old-…).
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
# shellcheck source=lib/virtual-ip.sh
. "${BASECAMP_LIB}/virtual-ip.sh"
# shellcheck source=lib/restore.sh
. "${BASECAMP_LIB}/restore.sh"
# shellcheck source=lib/snapshot-source.sh
. "${BASECAMP_LIB}/snapshot-source.sh"

SUCCESS='Managed etcd cluster membership has been reset'

read_inputs() {
  declare_restore
  input_required SNAPSHOT FROM_S3 READY_TIMEOUT TOKEN
  input_optional SHA256=
  input_read
  check_restore
  only_on_restored restore-reset
  input_bool FROM_S3
  input_seconds READY_TIMEOUT
  input_match SHA256 '([0-9a-f]{64})?' '64 lower-case hex digits or empty'
  if [[ $FROM_S3 == true ]]; then
    input_match SNAPSHOT '[A-Za-z0-9][A-Za-z0-9._-]*' 'the name of an object in the configured bucket and folder'
    [[ -z $SHA256 ]] || bad_input "SHA256 is given, but only a local snapshot can be checked before it is restored"
  else
    input_directory SNAPSHOT
  fi
  [[ $TOKEN != *[[:space:]]* ]] || bad_input "TOKEN must not contain white space"
}

# done_before: this restore is finished. Another snapshot under the same id is a mistake, not a wish to lose what happened since.
done_before() {
  restore_done restored || return 1
  [[ $(marked_text restored) == "$SNAPSHOT" ]] ||
    refuse "restore $RESTORE_ID was done with $(marked_text restored). To restore $SNAPSHOT, choose another id"
}

# reset_etcd: the exit code proves nothing, since K3s ends with 0 after any shutdown it asked for itself. Both the text and the flag count.
reset_etcd() {
  local log name line
  local -a options=(--cluster-reset "--cluster-reset-restore-path=$SNAPSHOT")
  # With S3 in the configuration a local path would be taken for the name of an object.
  [[ $FROM_S3 == true ]] || options+=(--etcd-s3=false)
  # A flag or a tombstone left from before would say something about the old data.
  rm -f -- "$DATA_DIR/server/db/reset-flag" "$DATA_DIR/server/db/etcd/tombstone"
  new_temp "$STATE_DIR/reset-log"
  log=$TEMP
  # K3s also reads K3S_URL and its like from the environment.
  for name in "${!K3S_@}"; do export -n "${name?}"; done
  use_unit_environment
  say "restoring etcd on $NODE_NAME from $SNAPSHOT, at most 900 s"
  # By environment: not in the process list, and on a new host K3s looks at neither token-file nor config.yaml for its first check.
  K3S_TOKEN=$TOKEN timeout --kill-after=30 900 "$K3S" server "${options[@]}" >"$log" 2>&1 || true
  if grep -qF "$SUCCESS" "$log" && [[ -e $DATA_DIR/server/db/reset-flag ]]; then return 0; fi
  while IFS= read -r line; do say "  ${line//"$TOKEN"/<token>}"; done < <(tail -n 25 -- "$log")
  if grep -qF 'different token' "$log"; then
    fail "the snapshot was taken under another server token. Set the token of that time (it may have been rotated since), then run again"
  fi
  fail "K3s did not report that etcd was reset, see its last lines above. K3s stays stopped on $NODE_NAME; a second run tries again"
}

# use_unit_environment: the proxies of K3s' unit, which the way to the bucket may need.
use_unit_environment() {
  local line value
  [[ -f $(unit_path k3s).env ]] || return 0
  while IFS= read -r line; do
    [[ $line =~ ^(HTTP_PROXY|HTTPS_PROXY|NO_PROXY)=\"(.*)\"$ ]] || continue
    value=${BASH_REMATCH[2]//\\\"/\"}
    export "${BASH_REMATCH[1]}=${value//\\\\/\\}"
  done <"$(unit_path k3s).env"
}

# reset_once: a marker naming another snapshot is that of an attempt somebody gave up.
reset_once() {
  if restore_done reset && [[ $(marked_text reset) == "$SNAPSHOT" ]]; then return 0; fi
  check_config
  check_source
  stop_k3s
  restore_done begun || mark_restore begun "$(date +%s)"
  forbid_autostart
  # Installation writes it again, as soon as the restored server has others to find.
  rm -f -- "$K3S_JOIN_FILE"
  reset_etcd
  mark_restore reset "$SNAPSHOT"
}

start_restored() {
  local deadline=$(($(uptime_seconds) + READY_TIMEOUT))
  systemctl enable --quiet k3s || fail "cannot enable k3s"
  if ! unit_running k3s; then
    drop_virtual_ip "$VIRTUAL_IP" "$VIRTUAL_IP_INTERFACE"
    systemctl reset-failed k3s 2>/dev/null || true
    systemctl start --no-block k3s
  fi
  wait_until "$deadline" "k3s to start on $NODE_NAME" restarted k3s &&
    wait_until "$deadline" "/readyz on $NODE_NAME" api_ready &&
    wait_until "$deadline" "$NODE_NAME to become the voting etcd member" etcd_voter
}

main() {
  read_inputs
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if done_before; then
    say "nothing changed on $NODE_NAME: restore $RESTORE_ID was done before"
    printf 'restored=false\n'
    return
  fi
  [[ -x $K3S && -f $(unit_path k3s) ]] || fail "K3s is not installed on $NODE_NAME; install it there first, without starting it"
  ! restore_done wiped || refuse "restore $RESTORE_ID emptied $NODE_NAME to join another server. To restore this one, choose another id"
  make_state_dir
  sweep_temp_files "$STATE_DIR"
  reset_once
  if ! start_restored; then
    last_journal k3s
    fail "etcd was restored on $NODE_NAME, but K3s did not become ready within $READY_TIMEOUT s: journalctl -u k3s"
  fi
  mark_restore restored "$SNAPSHOT"
  say "restored $NODE_NAME from $SNAPSHOT; the other servers join it next"
  printf 'restored=true\n'
}

main
