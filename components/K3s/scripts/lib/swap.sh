# shellcheck shell=bash
# Swap off, now and at boot. Undo: remove the marker in /etc/fstab. Needs changes.sh.

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
  # Raspberry Pi OS creates its swap file by a service, Fedora compressed swap by a generator; neither is in fstab.
  if unit_known dphys-swapfile; then disable_unit dphys-swapfile; fi
  if [[ -x /usr/lib/systemd/system-generators/zram-generator && ! -f /etc/systemd/zram-generator.conf ]]; then
    put_and_note 0644 /etc/systemd/zram-generator.conf <<<'# Written by basecamp: an empty file keeps swap on zram from being made.'
  fi
}
