#!/usr/bin/env bash
# Prints the private SSH key of a Vagrant machine on stdout. The caller keeps it secret.
set -euo pipefail

# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/local.sh
. "${BASECAMP_LIB}/local.sh"

# ssh_config: Vagrant refuses while another of its processes is busy with the machine, such as the look-up for another node.
ssh_config() {
  local try
  for try in 1 2 3 4 5; do
    if vagrant ssh-config "$MACHINE"; then return 0; fi
    ((try == 5)) || sleep 3
  done
  return 1
}

main() {
  local config line key=
  input_required DIRECTORY MACHINE
  input_read
  input_lab_directory
  input_match MACHINE '[a-z0-9][a-z0-9.-]*' 'a machine name'
  need_vagrant
  enter_directory
  config=$(ssh_config) || fail "vagrant does not know how to reach $MACHINE: is it up? (vagrant status, in $DIRECTORY)"
  while IFS= read -r line; do
    if [[ $line =~ ^[[:space:]]*IdentityFile[[:space:]]+\"?([^\"]+)\"?$ ]]; then key=${BASH_REMATCH[1]}; break; fi
  done <<<"$config"
  [[ -n $key && -r $key ]] || fail "vagrant names no readable key for $MACHINE (vagrant ssh-config $MACHINE, in $DIRECTORY)"
  cat -- "$key"
}

main
