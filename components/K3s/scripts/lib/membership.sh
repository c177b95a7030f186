# shellcheck shell=bash
# Whether this node founds the cluster, joins it, or is a member already. Discovered on each run, because a declared "first server"
# whose disk was lost would otherwise found a second cluster beside the living one. Needs k3s.sh, wait.sh.

JOINED=          # founded | joined | member
JOIN_SERVER=     # https://address:port, or empty
JOIN_INIT=false  # true: cluster-init

# probe_server URL: prints up (a K3s supervisor said pong), starting (something answered), or silent. /ping needs no credentials, and
# the certificate cannot be known before the join; K3s itself checks it against the token.
probe_server() {
  local answer
  answer=$(curl --silent --insecure --noproxy '*' --max-time 5 --write-out '|%{http_code}' "$1/ping" 2>/dev/null) || true
  case $answer in
    'pong|200') printf 'up' ;;
    '' | *'|000') printf 'silent' ;;
    *) printf 'starting' ;;
  esac
}

# find_server: sets JOIN_SERVER to the first peer that is up. ANSWERING names one that answers but is not up.
find_server() {
  local peer state
  ANSWERING=
  for peer in "${PEER_URLS[@]}"; do
    state=$(probe_server "$peer")
    if [[ $state == up ]]; then
      JOIN_SERVER=$peer
      return 0
    fi
    [[ $state != starting ]] || ANSWERING=$peer
  done
  return 1
}

# current_join_server: the address in the join file; empty when there is none.
current_join_server() {
  local line
  [[ -f $K3S_JOIN_FILE ]] || return 0
  while IFS= read -r line; do
    [[ $line =~ ^server:\ \"(https://[^\"]+)\"$ ]] && printf '%s' "${BASH_REMATCH[1]}"
  done <"$K3S_JOIN_FILE"
  return 0
}

# keep_current_server: a join address that still works is left alone.
keep_current_server() {
  local current peer
  current=$(current_join_server)
  [[ -n $current ]] || return 1
  for peer in "${PEER_URLS[@]}"; do
    if [[ $peer == "$current" && $(probe_server "$peer") == up ]]; then
      JOIN_SERVER=$peer
      return 0
    fi
  done
  return 1
}

# discover_membership: sets JOINED, JOIN_SERVER, JOIN_INIT, or refuses. Changes nothing.
discover_membership() {
  read -ra PEER_URLS <<<"$PEERS"
  # Without curl every server would look silent, and a silent cluster is one that may be founded.
  command -v curl >/dev/null || fail "curl is missing: install it, or let host preparation install packages"
  if [[ $ROLE == agent ]]; then
    discover_agent
  elif [[ $DATASTORE == external ]]; then
    JOINED=member   # the datastore is the membership
  elif etcd_data_present "$DATA_DIR"; then
    JOINED=member
    keep_current_server || find_server || JOIN_SERVER=${PEER_URLS[0]:-}
  else
    discover_server
  fi
}

discover_agent() {
  JOINED=joined
  [[ ! -f $K3S_MEMBER ]] || JOINED=member
  ((${#PEER_URLS[@]} > 0)) || bad_input "PEERS is empty: an agent needs at least one server to join"
  keep_current_server || wait_for "one of $PEERS to answer" "$READY_TIMEOUT" find_server ||
    refuse "no server of $PEERS answered within $READY_TIMEOUT s: start the servers first, and check that TCP to them is open"
}

discover_server() {
  local patience=10
  # Without an answer a founder goes on soon; anybody else has nothing to do without one.
  [[ $FOUND == true ]] || patience=$READY_TIMEOUT
  if ((${#PEER_URLS[@]} > 0)); then
    if wait_for "one of $PEERS to answer" "$patience" find_server; then
      JOINED=joined
      return
    fi
    if [[ -n $ANSWERING ]] && wait_for "$ANSWERING to finish starting" "$READY_TIMEOUT" find_server; then
      JOINED=joined
      return
    fi
    [[ -z $ANSWERING ]] ||
      refuse "$ANSWERING answers but is not ready. Founding a cluster beside it could make two: bring that server up, then run again"
  fi
  if [[ $FOUND != true ]]; then
    refuse "$NODE_NAME has no cluster data and no server answers${PEERS:+ at $PEERS}." \
      "Founding a second cluster here would split the first one. Start the other servers; or restore a snapshot;" \
      "or, to begin a new cluster on purpose, raise cluster.generation"
  fi
  if [[ -f $K3S_MEMBER || -e $DATA_DIR/server/db/etcd/tombstone ]]; then
    refuse "$NODE_NAME was a member of a cluster, its data is gone, and no server answers. Founding a second cluster is refused. Start" \
      "the other servers; or restore a snapshot; or, to begin anew on purpose, uninstall K3s here first (that removes $K3S_MEMBER)"
  fi
  JOINED=founded
  JOIN_INIT=true
}

# join_text: the join file for what was discovered; empty when there is none to write.
join_text() {
  [[ $JOIN_INIT == true || -n $JOIN_SERVER ]] || return 0
  printf '# Written by basecamp at each run: how this node finds its cluster.\n'
  [[ $JOIN_INIT != true ]] || printf 'cluster-init: true\n'
  [[ -z $JOIN_SERVER ]] || printf 'server: "%s"\n' "$JOIN_SERVER"
}
