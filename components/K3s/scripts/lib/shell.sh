# shellcheck shell=bash
# The ground every script stands on: quiet tracing, a full PATH, and a clean-up that also runs when the SSH session goes away.

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  fail "this is bash $BASH_VERSION; 4.4 or newer is needed (on macOS: brew install bash)"
fi

set +x      # an exported SHELLOPTS=xtrace must not print the token
umask 022
export LC_ALL=C
# sudo's secure_path leaves /usr/local/bin out on RHEL-likes.
export PATH="${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

declare -a EXIT_ACTIONS=()

# at_exit FUNCTION: runs it when the script ends, whatever ended it; the last one registered runs first.
at_exit() { EXIT_ACTIONS=("$1" "${EXIT_ACTIONS[@]}"); }

run_exit_actions() {
  local status=$? action
  # The other end of stderr may be gone by now; finishing the clean-up matters more than telling about it.
  trap '' HUP INT TERM PIPE
  for action in "${EXIT_ACTIONS[@]}"; do "$action" || true; done
  exit "$status"
}

trap run_exit_actions EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
