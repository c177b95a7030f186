# shellcheck shell=bash
# Bounded waiting. Time is read from /proc/uptime: the wall clock of a machine without a battery-backed clock jumps at first sync.

uptime_seconds() {
  local up
  read -r up _ </proc/uptime
  printf '%s' "${up%%.*}"
}

# wait_for WHAT SECONDS COMMAND…: repeats the command until it succeeds. Returns 1 when the time is over. Says what is waited for.
wait_for() {
  local what=$1 limit=$2 deadline now next
  shift 2
  if "$@"; then return 0; fi
  say "waiting for $what, at most $limit s"
  now=$(uptime_seconds)
  deadline=$((now + limit))
  next=$((now + 60))
  while true; do
    now=$(uptime_seconds)
    ((now < deadline)) || return 1
    if ((now >= next)); then
      say "still waiting for $what, $((deadline - now)) s left"
      next=$((now + 60))
    fi
    sleep 3
    if "$@"; then return 0; fi
  done
}
