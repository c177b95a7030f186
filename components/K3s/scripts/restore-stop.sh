#!/usr/bin/env bash
# Restore, step 1, on every server: stops K3s. A server that is not restored itself also loses its containers, or its old kube-vip and
# controllers would go on acting for a cluster that no longer exists.
# stdout: stopped=true|false
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

past_this_step() { restore_done reset || restore_done restored || restore_done wiped; }

main() {
  declare_restore
  input_read
  check_restore
  take_lock node 600 || fail "another basecamp run has been working on $NODE_NAME for 600 s"
  if past_this_step; then
    say "nothing changed on $NODE_NAME: restore $RESTORE_ID is past this step"
    printf 'stopped=false\n'
    return
  fi
  stop_k3s
  [[ $RESTORED == true ]] || killall_k3s
  drop_virtual_ip "$VIRTUAL_IP" "$VIRTUAL_IP_INTERFACE"
  say "K3s is stopped on $NODE_NAME"
  printf 'stopped=true\n'
}

main
