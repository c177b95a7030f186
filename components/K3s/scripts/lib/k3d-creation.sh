# shellcheck shell=bash
# Tells a k3d cluster whose creation by us was cut off, which is deleted and made anew, from one that somebody made, which is not ours to
# delete. Needs input.sh, local.sh; reads CLUSTER_NAME.

cluster_exists() { k3d cluster list "$CLUSTER_NAME" >/dev/null 2>&1; }

creation_note() { printf '%s/basecamp/k3d-%s.creating' "${XDG_STATE_HOME:-${HOME:?is not set}/.local/state}" "$CLUSTER_NAME"; }

creation_begins() {
  local note
  note=$(creation_note)
  mkdir -p -- "${note%/*}" && : >"$note" || fail "cannot write $note"
}

creation_cut_off() { [[ -e $(creation_note) ]]; }

creation_ends() { rm -f -- "$(creation_note)"; }

delete_cluster() { k3d cluster delete "$CLUSTER_NAME" >&2 || fail "k3d could not delete $CLUSTER_NAME, see above"; }
