# shellcheck shell=bash
# The API's virtual address. kube-vip runs no clean-up when it is killed, so VIP/32 stays on the interface and two machines answer for it.

# drop_virtual_ip ADDRESS INTERFACE: both may be empty; without an interface every one that holds the address is cleaned.
drop_virtual_ip() {
  local address=$1 interface=$2 prefix=32 device rest
  [[ -n $address ]] || return 0
  [[ $address != *:* ]] || prefix=128
  while read -r _ device rest; do
    [[ -n $device && (-z $interface || $device == "$interface") ]] || continue
    if ip addr del "$address/$prefix" dev "$device" 2>/dev/null; then
      say "removed the left-over virtual address $address from $device"
    fi
  done < <(ip -o addr show to "$address/$prefix" 2>/dev/null)
}
