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

main() {
  local line key=
  input_required DIRECTORY MACHINE
  input_read
  input_match MACHINE '[a-z0-9.-]+' 'a machine name'
  need_tool vagrant "see https://developer.hashicorp.com/vagrant/install"
  cd -- "$DIRECTORY" || fail "cannot enter $DIRECTORY"
  while IFS= read -r line; do
    if [[ $line =~ ^[[:space:]]*IdentityFile[[:space:]]+\"?([^\"]+)\"?$ ]]; then key=${BASH_REMATCH[1]}; fi
  done < <(vagrant ssh-config "$MACHINE")
  [[ -n $key && -r $key ]] || fail "vagrant names no readable key for $MACHINE: is it up? (vagrant status, in $DIRECTORY)"
  cat -- "$key"
}

main
