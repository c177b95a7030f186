# shellcheck shell=bash
# The interface that carries the node's address. Looked up on the machine: no two machines need to call it alike.

# interface_of ADDRESS: its name, or nothing where no interface has that address.
interface_of() {
  local address=$1 prefix=32 device=
  [[ $address != *:* ]] || prefix=128
  read -r _ device _ < <(ip -o addr show to "$address/$prefix" 2>/dev/null) || true
  printf '%s' "${device%%@*}"
}
