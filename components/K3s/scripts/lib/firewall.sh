# shellcheck shell=bash
# The host firewall, if there is one. Rules are taken from the firewall itself, so what somebody removed comes back; rules of ours that
# are no longer wanted are found by the list kept under STATE_DIR. Needs changes.sh; reads NODE_ADDRESSES, OPEN_PORTS, POD_CIDRS,
# SERVICE_CIDRS, API_PORT.

FIREWALL_RECORD=$STATE_DIR/firewall

active_firewall() {
  if systemctl --quiet is-active firewalld 2>/dev/null; then printf 'firewalld'
  elif command -v ufw >/dev/null && [[ $(ufw status 2>/dev/null) == *'Status: active'* ]]; then printf 'ufw'
  elif systemctl --quiet is-active nftables 2>/dev/null; then printf 'nftables'
  fi
}

# wanted_rules: "node ADDRESS PORT PROTOCOL", "all PORT PROTOCOL", "net CIDR".
wanted_rules() {
  local address port network
  printf 'all %s tcp\n' "$API_PORT"
  for address in $NODE_ADDRESSES; do
    for port in $OPEN_PORTS; do printf 'node %s %s %s\n' "$address" "${port%/*}" "${port#*/}"; done
  done
  for network in $POD_CIDRS $SERVICE_CIDRS; do printf 'net %s\n' "$network"; done
}

open_firewall() {
  local kind
  kind=$(active_firewall)
  case $kind in
    '') return 0 ;;
    nftables)
      # An accept in a table of ours cannot lift a drop in somebody else's.
      say "warning: nftables rules are active and not ours to change; open these there: $OPEN_PORTS from $NODE_ADDRESSES," \
        "everything from $POD_CIDRS $SERVICE_CIDRS"
      return 0
      ;;
  esac
  reconcile_rules "$kind"
}

reconcile_rules() {
  local kind=$1 wanted rule
  local before=$CHANGES
  wanted=$(wanted_rules)
  "${kind}_read"
  while IFS= read -r rule; do
    # shellcheck disable=SC2086 # a rule is a list of words
    "${kind}_has" $rule && continue
    # shellcheck disable=SC2086
    "${kind}_change" add $rule
    changed "$kind: opened $rule"
  done <<<"$wanted"
  if [[ -f $FIREWALL_RECORD ]]; then
    while IFS= read -r rule; do
      [[ $'\n'$wanted$'\n' != *$'\n'"$rule"$'\n'* ]] || continue
      # shellcheck disable=SC2086
      if "${kind}_has" $rule; then
        # shellcheck disable=SC2086
        "${kind}_change" remove $rule
        changed "$kind: closed $rule"
      fi
    done <"$FIREWALL_RECORD"
  fi
  put_file 0600 "$FIREWALL_RECORD" <<<"$wanted"
  if [[ $kind == firewalld && $CHANGES != "$before" ]]; then firewall-cmd --quiet --reload || fail "firewalld did not reload"; fi
}

ufw_read() { UFW_RULES=$(ufw show added 2>/dev/null) || fail "cannot read the rules of ufw"; }

ufw_words() {
  case $1 in
    all) printf 'allow %s/%s' "$2" "$3" ;;
    node) printf 'allow from %s to any port %s proto %s' "$2" "$3" "$4" ;;
    net) printf 'allow from %s' "$2" ;;
  esac
}

ufw_has() { [[ $'\n'$UFW_RULES$'\n' == *$'\n'"ufw $(ufw_words "$@")"$'\n'* ]]; }

ufw_change() {
  local verb=$1
  local -a words
  shift
  read -ra words <<<"$(ufw_words "$@")"
  [[ $verb == add ]] || words=(delete "${words[@]}")
  ufw "${words[@]}" >&2 || fail "ufw refused: ${words[*]}"
}

firewalld_read() {
  FIREWALLD_RICH=$(firewall-cmd --permanent --list-rich-rules) || fail "cannot read the rules of firewalld"
  FIREWALLD_PORTS=$(firewall-cmd --permanent --list-ports) || fail "cannot read the ports of firewalld"
  FIREWALLD_TRUSTED=$(firewall-cmd --permanent --zone=trusted --list-sources) || fail "cannot read firewalld's trusted sources"
}

firewalld_rich() {
  local family=ipv4
  [[ $2 != *:* ]] || family=ipv6
  printf 'rule family="%s" source address="%s" port port="%s" protocol="%s" accept' "$family" "$2" "${3/:/-}" "$4"
}

firewalld_has() {
  case $1 in
    all) [[ " $FIREWALLD_PORTS " == *" $2/$3 "* ]] ;;
    node) [[ $'\n'$FIREWALLD_RICH$'\n' == *$'\n'"$(firewalld_rich "$@")"$'\n'* ]] ;;
    net) [[ " $FIREWALLD_TRUSTED " == *" $2 "* ]] ;;
  esac
}

firewalld_change() {
  local verb=$1
  shift
  case $1 in
    all) firewall-cmd --quiet --permanent "--$verb-port=$2/$3" ;;
    node) firewall-cmd --quiet --permanent "--$verb-rich-rule=$(firewalld_rich "$@")" ;;
    net) firewall-cmd --quiet --permanent --zone=trusted "--$verb-source=$2" ;;
  esac || fail "firewalld refused to $verb: $*"
}

disable_firewall() {
  if command -v ufw >/dev/null && [[ $(ufw status 2>/dev/null) == *'Status: active'* ]]; then
    ufw --force disable >&2 || fail "cannot disable ufw"
    changed "disabled ufw"
  fi
  disable_unit firewalld
  disable_unit nftables
}
