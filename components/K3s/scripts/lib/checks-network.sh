# shellcheck shell=bash
# Preflight checks of clock and network. Needs report (preflight.sh), k3s.sh, node-interface.sh.

check_clock() {
  if [[ $(timedatectl show -p NTPSynchronized --value 2>/dev/null) == yes ]]; then
    report ok clock "synchronised"
  else
    report warn clock "not synchronised; certificates and etcd need the right time. Enable chrony or systemd-timesyncd and check UDP 123"
  fi
}

# check_clock_skew: against the first server that answers; on a new cluster none does.
check_clock_skew() {
  local address header theirs skew
  for address in $PEER_ADDRESSES; do
    [[ $address != *:* ]] || address="[$address]"
    header=$(curl --silent --insecure --noproxy '*' --head --max-time 3 "https://$address:$API_PORT/ping" 2>/dev/null |
      tr -d '\r' | sed -n 's/^[Dd]ate: //p') || true
    [[ -n $header ]] || continue
    theirs=$(date -d "$header" +%s) || continue
    skew=$(($(date +%s) - theirs))
    if ((${skew#-} > 5)); then
      report error clock-skew "this clock is $skew s away from that of $address"
    else
      report ok clock-skew "$skew s from $address"
    fi
    return
  done
  report ok clock-skew "no server answers yet to compare with"
}

# check_ports: those K3s listens on must be free, unless it is K3s that has them.
check_ports() {
  local port listening busy=
  local -a tcp=(10250 6444 10248 10249 10256)
  if unit_running "$(unit_of "$ROLE")"; then
    report ok ports "held by K3s"
    return
  fi
  [[ $ROLE == agent ]] || tcp+=("$API_PORT" 2379 2380 10257 10259)
  listening=$(ss -Hltnu 2>/dev/null | awk '{ print $1 "/" $5 }')
  for port in "${tcp[@]}"; do
    if grep -qE "^tcp/.*:$port\$" <<<"$listening"; then busy+=" $port/tcp"; fi
  done
  if grep -qE '^udp/.*:8472$' <<<"$listening"; then busy+=" 8472/udp"; fi
  if [[ -n $busy ]]; then
    report error ports "already in use:$busy. Find out by what: ss -ltnup"
  else
    report ok ports "free"
  fi
}

# check_peers: a refused connection proves that the address is reached; only silence is suspicious.
check_peers() {
  local address silent=
  for address in $PEER_ADDRESSES; do
    if ping -c 1 -W 2 "$address" >/dev/null 2>&1 || tcp_reaches "$address" 22; then continue; fi
    silent+=" $address"
  done
  if [[ -n $silent ]]; then
    report warn peers "no answer to ping or SSH from:$silent"
  else
    report ok peers "reachable"
  fi
}

tcp_reaches() {
  local output
  output=$(timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>&1) || [[ $output == *refused* ]]
}

# check_interface: the kubelet does not start with an address that the machine does not have.
check_interface() {
  local device
  device=$(interface_of "$NODE_ADDRESS")
  if [[ -n $device ]]; then
    report ok interface "$device has $NODE_ADDRESS"
  else
    report error interface "no interface has $NODE_ADDRESS; correct the node's address in the stack file, or the machine's network: ip -brief address"
  fi
}

check_default_route() {
  if [[ -n $(ip -o route show default 2>/dev/null)$(ip -6 route show default 2>/dev/null) ]]; then
    report ok default-route "present"
  else
    report error default-route "there is none, and K3s does not start without; in an isolated network a route to a dummy interface will do"
  fi
}

# check_resolver: CoreDNS forwards to the host's servers. Loopback ones would be itself, a loop, unless systemd-resolved keeps the
# real list.
check_resolver() {
  local key value real=false any=false
  while read -r key value _; do
    [[ $key == nameserver ]] || continue
    any=true
    [[ $value == 127.* || $value == ::1 ]] || real=true
  done < <(cat /etc/resolv.conf 2>/dev/null)
  if [[ $any == false ]]; then
    report warn resolver "/etc/resolv.conf names no server; pods will resolve no outside name"
  elif [[ $real == false && ! -s /run/systemd/resolve/resolv.conf ]]; then
    report warn resolver "/etc/resolv.conf names only loopback servers, which pods cannot reach; give K3s another one by resolv-conf"
  else
    report ok resolver "usable by pods"
  fi
}

check_download() {
  if [[ $AIR_GAP == true ]]; then
    local file missing=
    file=k3s
    [[ $(uname -m) == x86_64 ]] || file=k3s-arm64
    [[ -s $AIR_GAP_DIR/$file ]] || missing+=" $file"
    compgen -G "$AIR_GAP_DIR/k3s-airgap-images-*.tar*" >/dev/null || missing+=" k3s-airgap-images-<arch>.tar.zst"
    if [[ -n $missing ]]; then
      report error download "air gap: missing in $AIR_GAP_DIR:$missing"
    else
      report ok download "air gap files are present"
    fi
  elif ! command -v curl >/dev/null; then
    report error download "curl is missing; host preparation installs it unless INSTALL_PACKAGES is false"
  elif ! getent hosts "$DOWNLOAD_HOST" >/dev/null 2>&1; then
    report warn download "$DOWNLOAD_HOST does not resolve; fine behind a proxy, otherwise fix DNS"
  else
    report ok download "$DOWNLOAD_HOST resolves"
  fi
}
