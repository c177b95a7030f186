# shellcheck shell=bash
# For scripts that run on the workstation, as its user: no state directory, no /proc, no timeout command. Needs input.sh.

# need_tool COMMAND HINT
need_tool() { command -v "$1" >/dev/null || fail "$1 is not installed on this workstation: $2"; }

need_docker() {
  need_tool docker "see https://docs.docker.com/engine/install"
  docker info >/dev/null 2>&1 || fail "docker is installed but does not answer: start it, and check that this user may use it (docker info)"
}

need_k3d() {
  need_tool k3d "see https://k3d.io/#installation"
  need_docker
}

# private_temp: sets PRIVATE_TEMP to a 0700 directory that goes when the script ends.
private_temp() {
  PRIVATE_TEMP=$(mktemp -d) || fail "cannot create a temporary directory"
  at_exit remove_private_temp
}

remove_private_temp() { rm -rf -- "$PRIVATE_TEMP"; }

# only_file: the one FILE of the document, on stdout.
only_file() {
  ((${#INPUT_FILE_PATHS[@]} == 1)) || bad_input "exactly one FILE is needed, ${#INPUT_FILE_PATHS[@]} were given"
  printf '%s' "${INPUT_FILE_CONTENTS[0]}" | base64 -d
}

input_cluster_name() { input_match CLUSTER_NAME '[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?' 'up to 32 lower-case letters, digits and -'; }
