#!/usr/bin/env bash
# Creates a k3d cluster on this workstation from the k3d configuration given as FILE, or starts the one of that name.
# stdout: created=true|false
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

start_cluster() {
  say "cluster $CLUSTER_NAME exists; starting it, at most $TIMEOUT_SECONDS s"
  k3d cluster start "$CLUSTER_NAME" --wait --timeout "${TIMEOUT_SECONDS}s" >&2 || fail "k3d could not start $CLUSTER_NAME, see above"
  k3d kubeconfig get "$CLUSTER_NAME" >/dev/null 2>&1 ||
    fail "cluster $CLUSTER_NAME was never completed: remove it with 'k3d cluster delete $CLUSTER_NAME', then run again"
}

# create_cluster CONFIG
create_cluster() {
  private_temp
  # k3d expands $VARIABLES before it parses and knows no escape; one variable that holds a dollar sign is the escape.
  # shellcheck disable=SC2016 # for k3d to expand
  (umask 077 && printf '%s\n' "${1//'$'/'${BASECAMP_DOLLAR}'}" >"$PRIVATE_TEMP/k3d.yaml")
  say "creating cluster $CLUSTER_NAME, at most $TIMEOUT_SECONDS s"
  creation_begins
  # k3d leaves an expanded copy in TMPDIR and never removes it; this TMPDIR goes.
  BASECAMP_DOLLAR='$' TMPDIR=$PRIVATE_TEMP k3d cluster create "$CLUSTER_NAME" --config "$PRIVATE_TEMP/k3d.yaml" \
    --wait --timeout "${TIMEOUT_SECONDS}s" >&2 || fail "k3d could not create $CLUSTER_NAME and removed what it had begun, see above"
  creation_ends
}

main() {
  local config
  input_required CLUSTER_NAME TIMEOUT_SECONDS
  input_accept_files
  input_read
  input_cluster_name
  input_seconds TIMEOUT_SECONDS
  config=$(only_file)
  need_k3d
  if cluster_exists && creation_cut_off; then
    say "the creation of cluster $CLUSTER_NAME was cut off; beginning anew"
    delete_cluster
  fi
  if cluster_exists; then
    start_cluster
    printf 'created=false\n'
  else
    create_cluster "$config"
    printf 'created=true\n'
  fi
}

main
