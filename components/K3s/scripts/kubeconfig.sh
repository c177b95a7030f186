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

# K3s rewrites the file at each start, and not in one step; the key is its last line.
kubeconfig_whole() {
  [[ -s $K3S_KUBECONFIG ]] && grep -q "^kind: Config" "$K3S_KUBECONFIG" && grep -q "client-key-data: ." "$K3S_KUBECONFIG"
}

main() {
  input_required CLUSTER
  input_read
  wait_for "$K3S_KUBECONFIG of cluster $CLUSTER" 120 kubeconfig_whole ||
    fail "K3s has not written a complete $K3S_KUBECONFIG of cluster $CLUSTER within 120 s: journalctl -u k3s"
  cat -- "$K3S_KUBECONFIG"
}

main
