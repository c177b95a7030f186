# shellcheck shell=bash
# Sourced by every fake: logs its argument list, and ends the script under test when its turn to die has come.
NAME=${0##*/}
SANDBOX=/.sandbox
CLUSTER=/.cluster
HOST=/.host/usr/bin

log_call() {
  local line=$NAME argument
  for argument; do line+=" ${argument//$'\n'/ }"; done
  printf '%s\n' "$line" >>"$SANDBOX/calls"
}

# The nth call of any fake kills the script without a chance to clean up.
die_in_turn() {
  local left
  [[ -f $SANDBOX/kill-after ]] || return 0
  exec 8<>"$SANDBOX/kill-after"
  "$HOST/flock" 8
  read -r left <&8
  left=$((left - 1))
  printf '%s\n' "$left" >"$SANDBOX/kill-after"
  if ((left == 0)); then
    kill -9 "$(<"$SANDBOX/script.pid")"
    "$HOST/sleep" 5
  fi
  exec 8>&-
}

log_call "$@"
die_in_turn
