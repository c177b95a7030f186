#!/usr/bin/env bash
# Brings K3s of one node to the wanted version and configuration: binary, files, unit, membership, start, readiness.
# Restarts only when something changed that takes effect at a start. A change that keeps a working node from coming up is rolled back.
# stdout: changed=true|false, restarted=true|false, joined=founded|joined|member|later
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
# shellcheck source=lib/version.sh
. "${BASECAMP_LIB}/version.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/k3s-unit.sh
. "${BASECAMP_LIB}/k3s-unit.sh"
# shellcheck source=lib/k3s-binary.sh
. "${BASECAMP_LIB}/k3s-binary.sh"
# shellcheck source=lib/node-interface.sh
. "${BASECAMP_LIB}/node-interface.sh"
# shellcheck source=lib/virtual-ip.sh
. "${BASECAMP_LIB}/virtual-ip.sh"
# shellcheck source=lib/membership.sh
. "${BASECAMP_LIB}/membership.sh"
# shellcheck source=lib/desired.sh
. "${BASECAMP_LIB}/desired.sh"
# shellcheck source=lib/ready.sh
. "${BASECAMP_LIB}/ready.sh"

RESTARTED=false

read_inputs() {
  input_required NODE_NAME ROLE VERSION DOWNLOAD_URL AIR_GAP DATA_DIR API_PORT FOUND DATASTORE TOKEN READY_TIMEOUT START
  input_optional PEERS= SHA256_AMD64= SHA256_ARM64= AIR_GAP_DIR=/opt/basecamp/airgap
  input_optional FLANNEL_ADDRESS= VIRTUAL_IP= VIRTUAL_IP_INTERFACE= PROXY_HTTP= PROXY_HTTPS= NO_PROXY=
  # RESTORE_ID only changes the document, so that every server runs again after a restore.
  input_ignored KEEP_SNAPSHOTS RESTORE_ID
  input_accept_files
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match VERSION "$VERSION_PATTERN" 'an exact K3s release such as v1.36.4+k3s1'
  input_match DATASTORE 'embedded|external' 'embedded or external'
  input_match API_PORT '[0-9]{1,5}' 'a port'
  input_match PEERS '(https://[^ ]+( https://[^ ]+)*)?' 'a list of https://address:port, separated by one space'
  input_match SHA256_AMD64 '([0-9a-f]{64})?' '64 lower-case hex digits or empty'
  input_match SHA256_ARM64 '([0-9a-f]{64})?' '64 lower-case hex digits or empty'
  input_match FLANNEL_ADDRESS '[0-9a-fA-F.:]*' 'an IP address or empty'
  input_match VIRTUAL_IP '[0-9a-fA-F.:]*' 'an IP address or empty'
  input_bool AIR_GAP FOUND START
  input_seconds READY_TIMEOUT
  input_directory DATA_DIR AIR_GAP_DIR
  [[ $TOKEN != *[[:space:]]* ]] || bad_input "TOKEN must not contain white space"
}

guard_role() {
  local other=server
  [[ $ROLE == agent ]] || other=agent
  [[ ! -e $(unit_path "$(unit_of "$other")") ]] ||
    refuse "$NODE_NAME already runs K3s as $other. Uninstall it there first: a role cannot be changed in place"
}

guard_version() {
  local installed
  installed=$(installed_version)
  [[ -z $installed || ! -f $K3S_APPLIED ]] || check_version_step "$NODE_NAME" "$installed" "$VERSION"
}

# find_interface: flannel otherwise takes the default route's, which with two networks is often the wrong one: NAT on VirtualBox, the public
# one in a data centre (k3s#1523). A running node's tunnel then ends where nobody expects it, without an error.
find_interface() {
  FLANNEL_INTERFACE=
  [[ -n $FLANNEL_ADDRESS ]] || return 0
  FLANNEL_INTERFACE=$(interface_of "$FLANNEL_ADDRESS")
  [[ -n $FLANNEL_INTERFACE ]] ||
    refuse "no interface of $NODE_NAME has the address $FLANNEL_ADDRESS. Correct \`address\` of this node, or the machine's network: ip -brief address"
}

collect_desired() {
  desired_add 0600 "$K3S_TOKEN_FILE" < <(printf '%s\n' "$TOKEN")
  desired_add_inputs
  desired_add 0644 "$(unit_path "$UNIT")" < <(unit_text "$ROLE")
  desired_add 0600 "$(unit_path "$UNIT").env" < <(environment_text "$PROXY_HTTP" "$PROXY_HTTPS" "$NO_PROXY")
  [[ -z $FLANNEL_INTERFACE ]] || desired_add 0600 "$K3S_INTERFACE_FILE" <<<"flannel-iface: \"$FLANNEL_INTERFACE\""
  if is_desired "$K3S_JOIN_FILE"; then bad_input "FILE $K3S_JOIN_FILE: this script decides about that file itself"; fi
  if [[ -n $(join_text) ]]; then desired_add 0600 "$K3S_JOIN_FILE" < <(join_text); fi
}

# K3s creates these with 0700 itself; manifests placed before its first start must not widen them.
make_data_dirs() {
  [[ $ROLE == server ]] || return 0
  install -d -m 0700 "$DATA_DIR/server" "$DATA_DIR/server/manifests" "$DATA_DIR/server/logs"
}

apply_files() {
  if restart_files_differ; then
    rollback_save
    # From here on the running K3s may differ from what is on disk, until a start is proven good.
    rm -f -- "$K3S_APPLIED"
  fi
  make_data_dirs
  [[ -z $BINARY_STAGED ]] || { FILES_CHANGED=true; say "installing K3s $VERSION"; }
  install_binary
  install_images
  desired_install
  if ! is_desired "$K3S_JOIN_FILE" && [[ -e $K3S_JOIN_FILE ]]; then
    rm -f -- "$K3S_JOIN_FILE"
    FILES_CHANGED=true
  fi
  systemctl daemon-reload
  systemctl --quiet is-enabled "$UNIT" 2>/dev/null || { systemctl enable --quiet "$UNIT"; FILES_CHANGED=true; }
}

start_if_needed() {
  if unit_running "$UNIT"; then
    if [[ -f $K3S_APPLIED && $(<"$K3S_APPLIED") == "$DIGEST" && $IMAGES_CHANGED == false ]]; then return 0; fi
    say "restarting $UNIT"
    RESTARTED=true
    UNIT_PID_BEFORE=$(unit_main_pid "$UNIT")
    systemctl restart --no-block "$UNIT"
  else
    drop_virtual_ip "$VIRTUAL_IP" "$VIRTUAL_IP_INTERFACE"
    say "starting $UNIT"
    RESTARTED=true
    systemctl reset-failed "$UNIT" 2>/dev/null || true
    systemctl start --no-block "$UNIT"
  fi
}

give_up() {
  last_journal "$UNIT"
  if ! rollback_possible; then
    fail "$NODE_NAME did not become ready within $READY_TIMEOUT s. It is left as it is for inspection: journalctl -u $UNIT"
  fi
  say "rolling $NODE_NAME back to the configuration it last ran well with"
  rollback_restore
  systemctl daemon-reload
  UNIT_PID_BEFORE=$(unit_main_pid "$UNIT")
  VERSION=$(installed_version)
  systemctl restart --no-block "$UNIT"
  if node_ready "$UNIT"; then
    cp -a -- "$ROLLBACK_DIR/applied" "$K3S_APPLIED"
    rollback_forget
    fail "$NODE_NAME did not become ready with the change, which was rolled back; it runs as before. Nothing else was touched"
  fi
  fail "$NODE_NAME did not become ready with the change, nor after rolling it back: journalctl -u $UNIT"
}

# The founder must not found again after losing its disk, so its file names another server as soon as the cluster stands.
settle_join_file() {
  [[ $JOIN_INIT == true ]] || return 0
  JOIN_INIT=false
  JOIN_SERVER=${PEER_URLS[0]:-}
  if [[ -n $JOIN_SERVER ]]; then
    put_file 0600 "$K3S_JOIN_FILE" < <(join_text)
  else
    rm -f -- "$K3S_JOIN_FILE"
  fi
}

main() {
  read_inputs
  UNIT=$(unit_of "$ROLE")
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  guard_role
  make_state_dir
  sweep_temp_files "$STATE_DIR" "${K3S%/*}" "$K3S_CONFIG_DIR" "$K3S_CONFIG_DIR/config.yaml.d"
  guard_version
  find_interface
  # Before a restore nobody is joined: the snapshot decides, and K3s refuses a reset beside a join address.
  if [[ $START == true ]]; then discover_membership; else JOINED=later; fi
  stage_binary
  collect_desired
  DIGEST=$(desired_digest)
  apply_files
  if [[ $START == true ]]; then
    start_if_needed
    node_ready "$UNIT" || give_up
    put_file 0600 "$K3S_APPLIED" <<<"$DIGEST"
    put_file 0600 "$K3S_MEMBER" <<<"$NODE_NAME"
    rollback_forget
    settle_join_file
  fi
  if [[ $FILES_CHANGED == false && $RESTARTED == false ]]; then
    say "nothing changed on $NODE_NAME"
    printf 'changed=false\n'
  else
    printf 'changed=true\n'
  fi
  printf 'restarted=%s\njoined=%s\n' "$RESTARTED" "$JOINED"
}

main
