# shellcheck shell=bash
# For scripts that run on the workstation, as its user: no root, no /proc, no timeout command. Needs input.sh.

# need_tool COMMAND HINT
need_tool() { command -v "$1" >/dev/null || fail "$1 is not installed on this workstation: $2"; }

need_vagrant() { need_tool vagrant "see https://developer.hashicorp.com/vagrant/install"; }

need_k3d() {
  need_tool k3d "see https://k3d.io/#installation"
  need_tool docker "see https://docs.docker.com/engine/install"
  docker info >/dev/null 2>&1 || fail "docker is installed but does not answer: start it, and check that this user may use it (docker info)"
}

# private_temp: sets PRIVATE_TEMP to a 0700 directory that goes when the script ends.
private_temp() {
  PRIVATE_TEMP=$(mktemp -d) || fail "cannot create a temporary directory"
  at_exit remove_private_temp
}

remove_private_temp() { rm -rf -- "$PRIVATE_TEMP"; }

# only_file: the one FILE of the document, on stdout. Its path is a label.
only_file() {
  ((${#INPUT_FILE_PATHS[@]} == 1)) || bad_input "exactly one FILE is needed, ${#INPUT_FILE_PATHS[@]} were given"
  printf '%s' "${INPUT_FILE_CONTENTS[0]}" | base64 -d
}

input_cluster_name() { input_match CLUSTER_NAME '[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?' 'up to 32 lower-case letters, digits and -'; }

# input_lab_directory: relative to where Pulumi runs, or absolute. What is deleted there must not be a file system's root or a home.
input_lab_directory() {
  input_match DIRECTORY '[^-].*' 'a path that does not begin with -'
  [[ ! / -ef $DIRECTORY && ! ${HOME:-/} -ef $DIRECTORY ]] || bad_input "DIRECTORY is '$DIRECTORY': must be a directory of its own"
}

enter_directory() {
  # A CDPATH of the user's would lead elsewhere.
  CDPATH='' cd -- "$DIRECTORY" || fail "cannot enter $DIRECTORY"
}
