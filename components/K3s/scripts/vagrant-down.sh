#!/usr/bin/env bash
# Destroys the Vagrant machines of DIRECTORY with their disks, and removes what vagrant-up wrote. Takes vagrant-up's document.
# stdout: destroyed=true|false
set -euo pipefail

# shellcheck source=lib/log.sh
. "${BASECAMP_LIB}/log.sh"
# shellcheck source=lib/shell.sh
. "${BASECAMP_LIB}/shell.sh"
# shellcheck source=lib/input.sh
. "${BASECAMP_LIB}/input.sh"
# shellcheck source=lib/local.sh
. "${BASECAMP_LIB}/local.sh"
# shellcheck source=lib/vagrantfiles.sh
. "${BASECAMP_LIB}/vagrantfiles.sh"

main() {
  input_required DIRECTORY
  input_optional MACHINES=
  input_accept_files
  input_read
  input_lab_directory
  if [[ ! -f $DIRECTORY/Vagrantfile ]]; then
    say "nothing changed: $DIRECTORY holds no Vagrantfile"
    printf 'destroyed=false\n'
    return
  fi
  need_vagrant
  enter_directory
  destroy_machines
  # The Vagrantfile last: it is what a run cut off before this point is continued by.
  rm -rf -- .vagrant Vagrantfile.*
  rm -f -- Vagrantfile
  rmdir -- "$PWD" 2>/dev/null || true
  printf 'destroyed=true\n'
}

main
