# shellcheck shell=bash
# The files K3s shall run with, compared with those on disk, and the way back when K3s does not come up with them.
# Needs files.sh and k3s.sh.

declare -a DESIRED_MODES=() DESIRED_PATHS=() DESIRED_CONTENTS=()
ROLLBACK_DIR=$STATE_DIR/rollback
FILES_CHANGED=false

# desired_add MODE PATH, content on stdin.
desired_add() {
  DESIRED_MODES+=("$1")
  DESIRED_PATHS+=("$2")
  DESIRED_CONTENTS+=("$(base64 -w 0)")
}

desired_add_inputs() {
  local i
  for i in "${!INPUT_FILE_PATHS[@]}"; do
    DESIRED_MODES+=("${INPUT_FILE_MODES[i]}")
    DESIRED_PATHS+=("${INPUT_FILE_PATHS[i]}")
    DESIRED_CONTENTS+=("${INPUT_FILE_CONTENTS[i]}")
  done
}

# needs_restart PATH: labels and taints are reconciled through the API, the join address only matters to a start without data, and
# K3s watches the manifests directory.
needs_restart() {
  case $1 in
    "$K3S_CONFIG_DIR/config.yaml.d/50-node.yaml" | "$K3S_JOIN_FILE" | */server/manifests/*) return 1 ;;
    *) return 0 ;;
  esac
}

# desired_digest: of all that takes effect only at a start.
desired_digest() {
  local i
  {
    printf 'binary %s\n' "$BINARY_SHA"
    for i in "${!DESIRED_PATHS[@]}"; do
      if needs_restart "${DESIRED_PATHS[i]}"; then
        printf '%s %s %s\n' "${DESIRED_MODES[i]}" "${DESIRED_PATHS[i]}" "${DESIRED_CONTENTS[i]}"
      fi
    done
  } | sha256sum | cut -d ' ' -f 1
}

is_desired() {
  local path
  for path in "${DESIRED_PATHS[@]}"; do [[ $path != "$1" ]] || return 0; done
  return 1
}

# listed_files: what K3S_FILES remembers. The join file comes and goes by discovery, not by what is wanted.
listed_files() {
  local path
  for path in "${DESIRED_PATHS[@]}"; do
    [[ $path == "$K3S_JOIN_FILE" ]] || printf '%s\n' "$path"
  done
}

# stale_files: those an earlier run installed and this one no longer wants.
stale_files() {
  local path
  [[ -f $K3S_FILES ]] || return 0
  while IFS= read -r path; do
    is_desired "$path" || printf '%s\n' "$path"
  done <"$K3S_FILES"
}

# restart_files_differ: whether disk and desired state differ in anything that takes effect only at a start.
restart_files_differ() {
  local i path
  [[ -z $BINARY_STAGED ]] || return 0
  for i in "${!DESIRED_PATHS[@]}"; do
    path=${DESIRED_PATHS[i]}
    needs_restart "$path" || continue
    [[ -f $path && ! -L $path ]] && same_mode "$path" "${DESIRED_MODES[i]}" || return 0
    [[ $(sha256_of "$path") == "$(printf '%s' "${DESIRED_CONTENTS[i]}" | base64 -d | sha256sum | cut -d ' ' -f 1)" ]] || return 0
  done
  while IFS= read -r path; do
    if [[ -e $path ]] && needs_restart "$path"; then return 0; fi
  done < <(stale_files)
  return 1
}

# rollback_save: keeps what K3s last ran well with. A run that was cut off leaves it in place, so the next one still goes back to
# the last good state and not to half of a new one.
rollback_save() {
  local path
  [[ -f $K3S_APPLIED && ! -f $ROLLBACK_DIR/complete ]] || return 0
  rm -rf -- "$ROLLBACK_DIR"
  install -d -m 0700 "$ROLLBACK_DIR/root"
  { printf '%s\n' "${DESIRED_PATHS[@]}" "$K3S_FILES" "$K3S_BINARY_RECORD"; stale_files; } | sort -u >"$ROLLBACK_DIR/paths"
  [[ -z $BINARY_STAGED ]] || printf '%s\n' "$K3S" >>"$ROLLBACK_DIR/paths"
  while IFS= read -r path; do
    [[ ! -f $path ]] || cp -a --parents -- "$path" "$ROLLBACK_DIR/root"
  done <"$ROLLBACK_DIR/paths"
  cp -a -- "$K3S_APPLIED" "$ROLLBACK_DIR/applied"
  sync -f "$ROLLBACK_DIR"
  : >"$ROLLBACK_DIR/complete"
}

rollback_possible() { [[ -f $ROLLBACK_DIR/complete ]]; }

rollback_restore() {
  local path
  while IFS= read -r path; do
    if [[ -f $ROLLBACK_DIR/root$path ]]; then
      new_temp "$path"
      cp -a -- "$ROLLBACK_DIR/root$path" "$TEMP"
      mv -fT -- "$TEMP" "$path"
    else
      rm -f -- "$path"
    fi
  done <"$ROLLBACK_DIR/paths"
}

rollback_forget() { rm -rf -- "$ROLLBACK_DIR"; }

# desired_install: writes the files and removes stale ones.
desired_install() {
  local i path
  # A stale path must stay listed until it is gone, or a cut-off run would forget it.
  put_file 0600 "$K3S_FILES" < <(stale_files; listed_files)
  for i in "${!DESIRED_PATHS[@]}"; do
    path=${DESIRED_PATHS[i]}
    put_file "${DESIRED_MODES[i]}" "$path" < <(printf '%s' "${DESIRED_CONTENTS[i]}" | base64 -d)
    if [[ $PUT_CHANGED == true ]]; then
      FILES_CHANGED=true
      say "wrote $path"
    fi
  done
  while IFS= read -r path; do
    [[ -e $path ]] || continue
    rm -f -- "$path"
    FILES_CHANGED=true
    say "removed $path, which is no longer wanted"
  done < <(stale_files)
  put_file 0600 "$K3S_FILES" < <(listed_files)
}
