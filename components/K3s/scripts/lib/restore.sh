# shellcheck shell=bash
# A restore is named by RESTORE_ID and runs once: markers under STATE_DIR make finished steps no-ops and let a cut-off restore resume.
# Needs input.sh, files.sh, k3s.sh, ready.sh.

# declare_restore: what every step takes.
declare_restore() {
  input_required NODE_NAME RESTORE_ID RESTORED DATA_DIR API_PORT
  input_optional VIRTUAL_IP= VIRTUAL_IP_INTERFACE=
}

check_restore() {
  input_node_name NODE_NAME
  input_match RESTORE_ID '[A-Za-z0-9][A-Za-z0-9._-]{0,62}' 'up to 63 letters, digits, ., _ and -'
  input_bool RESTORED
  input_directory DATA_DIR
  input_match API_PORT '[0-9]{1,5}' 'a port'
  input_match VIRTUAL_IP '[0-9a-fA-F.:]*' 'an IP address or empty'
}

# only_on_restored STEP: the other servers' data must not be touched by a step that is meant for the restored one.
only_on_restored() { [[ $RESTORED == true ]] || bad_input "RESTORED is false: $1 runs on the restored server only"; }

restore_marker() { printf '%s/%s-%s' "$STATE_DIR" "$1" "$RESTORE_ID"; }

# restore_done STEP: stopped is not one, since K3s may have been started again since.
restore_done() { [[ -f $(restore_marker "$1") ]]; }

# mark_restore STEP [TEXT]
mark_restore() {
  make_state_dir
  put_file 0600 "$(restore_marker "$1")" <<<"${2:-$NODE_NAME}"
}

marked_text() { cat -- "$(restore_marker "$1")"; }

# stop_k3s: also notices a K3s that another unit, or somebody by hand, has started.
stop_k3s() {
  stop_unit k3s
  [[ -z $(local_answer "https://127.0.0.1:$API_PORT/ping") ]] ||
    fail "K3s is stopped on $NODE_NAME, but something still answers on port $API_PORT: end it (ss -ltnp shows it), then run again"
}

# forbid_autostart: between losing its old data and having new data, a K3s started by a reboot would found a cluster of its own.
# node-install and a finished reset enable it again.
forbid_autostart() {
  [[ ! -e $(unit_path k3s) ]] || systemctl disable --quiet k3s || fail "cannot disable k3s"
}
