# shellcheck shell=bash
# Files that are either the old or the new version, never half of one.

STATE_DIR=/var/lib/basecamp
declare -a TEMP_FILES=()

remove_temp_files() { ((${#TEMP_FILES[@]} == 0)) || rm -f -- "${TEMP_FILES[@]}"; }
at_exit remove_temp_files

# make_state_dir: where this host remembers what was done to it.
make_state_dir() { install -d -m 0700 "$STATE_DIR"; }

# new_temp PATH: sets TEMP to an empty 0600 file beside PATH, removed at exit. Its name is fixed, so that what a killed run left behind
# is overwritten by the next one. No program reads files with this ending.
new_temp() {
  TEMP=$1.basecamp-new
  mkdir -p -- "${1%/*}"
  rm -f -- "$TEMP"
  (umask 077 && : >"$TEMP") || fail "cannot create a file in ${1%/*}"
  TEMP_FILES+=("$TEMP")
}

# sweep_temp_files DIRECTORY…: what a killed run left there and no later write would replace.
sweep_temp_files() {
  local directory
  for directory; do rm -f -- "$directory"/*.basecamp-new; done
}

sha256_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

# same_mode PATH MODE: owned by root and with exactly these permissions.
same_mode() { [[ $(stat -c '%a %u' "$1") == "$(printf '%o' "$((8#$2))") 0" ]]; }

# put_file MODE PATH, content on stdin. Sets PUT_CHANGED. Writes beside the target, syncs, renames. Call it with a redirection, not as
# the end of a pipe: a pipe's last command runs in a subshell and PUT_CHANGED would be lost.
put_file() {
  local mode=$1 path=$2
  new_temp "$path"
  cat >"$TEMP"
  if [[ -f $path && ! -L $path ]] && same_mode "$path" "$mode" && [[ $(sha256_of "$TEMP") == "$(sha256_of "$path")" ]]; then
    rm -f -- "$TEMP"
    PUT_CHANGED=false
    return
  fi
  chmod "$mode" "$TEMP"
  sync "$TEMP"
  mv -fT -- "$TEMP" "$path"
  PUT_CHANGED=true
}
