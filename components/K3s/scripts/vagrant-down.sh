#!/usr/bin/env bash
# Destroys the Vagrant machines of DIRECTORY with their disks, and removes the Vagrantfile. stdout: destroyed=true|false
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
  input_required DIRECTORY
  input_read
  if [[ ! -f $DIRECTORY/Vagrantfile ]]; then
    say "nothing changed: $DIRECTORY holds no Vagrantfile"
    printf 'destroyed=false\n'
    return
  fi
  need_tool vagrant "see https://developer.hashicorp.com/vagrant/install"
  cd -- "$DIRECTORY" || fail "cannot enter $DIRECTORY"
  vagrant destroy --force --no-color >&2 || fail "vagrant could not destroy the machines in $DIRECTORY, see above"
  rm -rf -- Vagrantfile .vagrant
  printf 'destroyed=true\n'
}

main
