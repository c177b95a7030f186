# shellcheck shell=bash
# One script at a time for one purpose on one host.

LOCK_DIR=/run/basecamp

# take_lock NAME SECONDS: held until release_lock or the end of the script. Returns 1 when somebody else kept it all the time.
take_lock() {
  install -d -m 0700 "$LOCK_DIR"
  exec 9>"$LOCK_DIR/$1.lock"
  flock --wait "$2" 9
}

release_lock() { exec 9>&-; }
