#!/usr/bin/env bash
# Deletes a k3d cluster and everything in it. stdout: deleted=true|false
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
  input_required CLUSTER_NAME
  input_read
  input_cluster_name
  need_k3d
  if k3d cluster list "$CLUSTER_NAME" >/dev/null 2>&1; then
    k3d cluster delete "$CLUSTER_NAME" >&2 || fail "k3d could not delete $CLUSTER_NAME, see above"
    printf 'deleted=true\n'
  else
    say "nothing changed: there is no cluster $CLUSTER_NAME"
    printf 'deleted=false\n'
  fi
}

main
