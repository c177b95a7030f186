#!/usr/bin/env bash
# Deletes a k3d cluster and everything in it. Takes k3d-up's document. stdout: deleted=true|false
set -euo pipefail

# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/local.sh
. "${BASECAMP_LIB}/local.sh"
# shellcheck source=lib/k3d-creation.sh
. "${BASECAMP_LIB}/k3d-creation.sh"

main() {
  input_required CLUSTER_NAME
  input_optional TIMEOUT_SECONDS=
  input_accept_files
  input_read
  input_cluster_name
  need_k3d
  if cluster_exists; then
    delete_cluster
    printf 'deleted=true\n'
  else
    say "nothing changed: there is no cluster $CLUSTER_NAME"
    printf 'deleted=false\n'
  fi
  creation_ends
}

main
