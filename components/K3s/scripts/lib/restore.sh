# shellcheck shell=bash
# A restore is named by RESTORE_ID and runs once: markers under STATE_DIR make finished steps no-ops and let a cut-off restore resume.
# Needs files.sh.

read_restore_id() { input_match RESTORE_ID '[A-Za-z0-9]([A-Za-z0-9._-]{0,62})' 'up to 63 letters, digits, ., _ and -'; }

# restore_done STEP
restore_done() { [[ -f $STATE_DIR/$1-$RESTORE_ID ]]; }

# mark_restore STEP
mark_restore() {
  make_state_dir
  put_file 0600 "$STATE_DIR/$1-$RESTORE_ID" <<<"$NODE_NAME"
}
