#!/usr/bin/env bash
# Writes the Vagrantfile given as FILE into DIRECTORY and brings its machines up. Machines that run already are left alone.
# stdout: changed=true|false, of the Vagrantfile
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
  local vagrantfile changed=false
  local -a machines
  input_required DIRECTORY MACHINES
  input_accept_files
  input_read
  input_lab_directory
  input_match MACHINES '[a-z0-9][a-z0-9.-]*( [a-z0-9][a-z0-9.-]*)*' 'a list of machine names, separated by one space'
  vagrantfile=$(only_file)
  need_vagrant
  # shellcheck disable=SC2153 # MACHINES is an input
  read -ra machines <<<"$MACHINES"
  mkdir -p -- "$DIRECTORY" || fail "cannot create $DIRECTORY"
  enter_directory
  if [[ ! -f Vagrantfile || $(cat Vagrantfile) != "$vagrantfile" ]]; then
    replace_vagrantfile "$vagrantfile" "$MACHINES"
    changed=true
  fi
  say "bringing up $MACHINES; a first run downloads the image, which may take minutes"
  vagrant up --no-color "${machines[@]}" >&2 || fail "vagrant could not bring up $MACHINES, see above"
  printf 'changed=%s\n' "$changed"
}

main
