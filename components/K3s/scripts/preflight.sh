#!/usr/bin/env bash
# Looks at a machine and says whether K3s will run well on it. Changes nothing; runs every check whatever the others found.
# stdout: LEVEL<TAB>check<TAB>message, LEVEL being ok, warn or error. Exit 3 when POLICY objects to what was found.
set -euo pipefail
# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/files.sh
. "${BASECAMP_LIB}/files.sh"
# shellcheck source=lib/k3s.sh
. "${BASECAMP_LIB}/k3s.sh"
# shellcheck source=lib/distribution.sh
. "${BASECAMP_LIB}/distribution.sh"
# shellcheck source=lib/checks-machine.sh
. "${BASECAMP_LIB}/checks-machine.sh"
# shellcheck source=lib/checks-network.sh
. "${BASECAMP_LIB}/checks-network.sh"
# shellcheck source=lib/node-interface.sh
. "${BASECAMP_LIB}/node-interface.sh"
# shellcheck source=lib/checks-software.sh
. "${BASECAMP_LIB}/checks-software.sh"

WARNINGS=0
ERRORS=0

read_inputs() {
  input_required NODE_NAME NODE_ADDRESS ROLE POLICY API_PORT AIR_GAP DATA_DIR DOWNLOAD_HOST
  input_optional PEER_ADDRESSES= AIR_GAP_DIR=/opt/basecamp/airgap
  input_read
  input_node_name NODE_NAME
  input_match ROLE 'server|agent' 'server or agent'
  input_match POLICY 'errors|warnings|report' 'errors, warnings or report'
  input_match API_PORT '[0-9]{1,5}' 'a port'
  input_match PEER_ADDRESSES '([0-9a-fA-F.:]+( |$))*' 'a list of IP addresses, separated by one space'
  input_match NODE_ADDRESS '[0-9a-fA-F.:]+' 'an IP address'
  input_match DOWNLOAD_HOST '[A-Za-z0-9.:-]+' 'a host name or an IP address'
  input_bool AIR_GAP
  input_directory DATA_DIR AIR_GAP_DIR
}

# report LEVEL CHECK MESSAGE…
report() {
  case $1 in
    warn) WARNINGS=$((WARNINGS + 1)) ;;
    error) ERRORS=$((ERRORS + 1)) ;;
  esac
  [[ $1 == ok ]] || say "$1: $NODE_NAME: $2: ${*:3}"
  printf '%s\t%s\t%s\n' "$1" "$2" "${*:3}"
}

main() {
  read_inputs
  check_platform
  check_kernel
  check_cgroups
  check_lockdown
  check_memory
  check_swap
  check_disk_space
  check_disk_latency
  check_identity
  check_clock
  check_clock_skew
  check_interface
  check_default_route
  check_resolver
  check_ports
  check_peers
  check_download
  check_leftovers
  check_existing_k3s
  check_iptables
  check_shutdown
  check_multipath
  check_selinux
  check_apparmor
  check_storage
  say "preflight of $NODE_NAME: $ERRORS errors, $WARNINGS warnings"
  case $POLICY in
    errors) ((ERRORS == 0)) || refuse "preflight of $NODE_NAME found errors; correct them, or set the policy to report" ;;
    warnings) ((ERRORS + WARNINGS == 0)) || refuse "preflight of $NODE_NAME found something; correct it, or set the policy to errors" ;;
  esac
}

main
