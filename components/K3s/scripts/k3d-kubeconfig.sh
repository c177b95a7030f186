#!/usr/bin/env bash
# Prints the admin kubeconfig of a k3d cluster on stdout. It grants everything: the caller keeps it secret.
set -euo pipefail

# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/local.sh
. "${BASECAMP_LIB}/local.sh"

main() {
  local kubeconfig
  input_required CLUSTER_NAME
  input_read
  input_cluster_name
  need_k3d
  kubeconfig=$(k3d kubeconfig get "$CLUSTER_NAME") || fail "there is no k3d cluster $CLUSTER_NAME"
  # k3d begins with a document separator, which not every reader takes.
  printf '%s\n' "${kubeconfig#---$'\n'}"
}

main
