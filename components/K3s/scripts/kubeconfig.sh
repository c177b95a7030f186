#!/usr/bin/env bash
# Prints the admin kubeconfig of this server on stdout. It grants everything: the caller keeps it secret.
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

kubeconfig_there() { [[ -s $K3S_KUBECONFIG ]]; }

main() {
  input_required NODE_NAME
  input_optional TIMEOUT_SECONDS=120
  input_read
  input_node_name NODE_NAME
  input_seconds TIMEOUT_SECONDS
  wait_for "$K3S_KUBECONFIG on $NODE_NAME" "$TIMEOUT_SECONDS" kubeconfig_there ||
    fail "K3s on $NODE_NAME has not written $K3S_KUBECONFIG within $TIMEOUT_SECONDS s: journalctl -u k3s"
  cat -- "$K3S_KUBECONFIG"
}

main
