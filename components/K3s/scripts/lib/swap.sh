# shellcheck shell=bash
# Swap off, now and at boot. Undo: remove the marker in /etc/fstab, unmask the .swap units, remove the files named below. Needs changes.sh.

SWAP_MARK='#basecamp-swap-off#'

swap_off() {
  if (($(wc -l </proc/swaps) > 1)); then
    swapoff -a || fail "swapoff -a failed: too little free memory to take everything back?"
    changed "turned swap off"
  fi
  if grep -qE '^[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)' /etc/fstab 2>/dev/null; then
    put_and_note "0$(stat -c %a /etc/fstab)" /etc/fstab < <(
      sed -E "s/^([^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|\$))/$SWAP_MARK\1/" /etc/fstab
    )
  fi
  # Raspberry Pi OS creates its swap file by a service, since 13 by a generator; Debian and Ubuntu swap on zram by services, Fedora by a generator. None of
  # them is in fstab.
  local unit
  for unit in dphys-swapfile zramswap zram-config; do
    if unit_known "$unit"; then disable_unit "$unit"; fi
  done
  if [[ -e /usr/lib/systemd/system-generators/rpi-swap-generator ]]; then
    put_and_note 0644 /etc/rpi/swap.conf.d/90-basecamp.conf <<<$'# Written by basecamp.\n[Main]\nMechanism=none'
  fi
  mask_swap_units
  if [[ -x /usr/lib/systemd/system-generators/zram-generator && ! -f /etc/systemd/zram-generator.conf ]]; then
    put_and_note 0644 /etc/systemd/zram-generator.conf <<<'# Written by basecamp: an empty file keeps swap on zram from being made.'
  fi
}

# mask_swap_units: units of the administrator. Those that a generator makes out of fstab are gone with its line.
mask_swap_units() {
  local path unit
  for path in /etc/systemd/system/*.swap /usr/lib/systemd/system/*.swap; do
    unit=${path##*/}
    [[ -f $path && $(readlink "/etc/systemd/system/$unit" 2>/dev/null) != /dev/null ]] || continue
    # systemd masks no unit whose file is in the way, so that file is set aside.
    [[ $path != /etc/* ]] || mv -fT -- "$path" "$path.basecamp-off"
    systemctl mask --quiet "$unit" || fail "cannot mask $unit"
    changed "masked $unit"
  done
}
