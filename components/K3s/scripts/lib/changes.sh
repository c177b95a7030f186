# shellcheck shell=bash
# What this run changed on the host: one line each on stdout, at the moment it happens.

CHANGES=0

changed() {
  CHANGES=$((CHANGES + 1))
  printf '%s\n' "$*"
}

# put_and_note MODE PATH, content on stdin. PUT_CHANGED tells whether a service needs to know.
put_and_note() {
  put_file "$1" "$2"
  if [[ $PUT_CHANGED == true ]]; then changed "wrote $2"; fi
}

# unit_known UNIT: systemd has such a unit.
unit_known() { [[ $(systemctl show -p LoadState --value "$1" 2>/dev/null) == loaded ]]; }

# enable_unit UNIT
enable_unit() {
  if systemctl --quiet is-enabled "$1" 2>/dev/null && systemctl --quiet is-active "$1" 2>/dev/null; then return 0; fi
  systemctl enable --quiet --now "$1" || fail "cannot enable and start $1"
  changed "enabled $1"
}

# disable_unit UNIT
disable_unit() {
  if systemctl --quiet is-enabled "$1" 2>/dev/null || systemctl --quiet is-active "$1" 2>/dev/null; then
    systemctl disable --quiet --now "$1" || fail "cannot disable $1"
    changed "disabled $1"
  fi
}
