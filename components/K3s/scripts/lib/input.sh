# shellcheck shell=bash
# The input document: everything variable reaches a script on stdin, so nothing of it shows up in a process list.
#
#   basecamp-input 1
#   NODE_NAME=cp1                                      literal to the end of the line: no quoting, no expansion
#   FILE 0600 /etc/rancher/k3s/config.yaml <base64>    a file this script shall install
#   END
#
# A script declares what it takes, then calls input_read once. A document without END was cut off on the way and is refused before
# anything changes.

declare -A INPUT_KIND=() INPUT_SEEN=()
declare -a INPUT_FILE_MODES=() INPUT_FILE_PATHS=() INPUT_FILE_CONTENTS=()
INPUT_FILES_ACCEPTED=false

# input_required NAME…: must be given and not empty.
input_required() {
  local name
  for name; do input_declare "$name" required; done
}

# input_optional NAME=default…: takes the default when absent.
input_optional() {
  local pair
  for pair; do
    input_declare "${pair%%=*}" optional
    printf -v "${pair%%=*}" '%s' "${pair#*=}"
  done
}

# A variable of the same name in the caller's environment would stay exported, and with it the value we assign.
input_declare() {
  unset -v "$1"
  INPUT_KIND[$1]=$2
}

# input_ignored NAME…: belongs to the script that reads the same document; accepted and dropped. Pulumi hands one stdin to a resource's
# create and delete, so the scripts for both must know each other's names.
input_ignored() {
  local name
  for name; do INPUT_KIND[$name]=ignored; done
}

# This script also takes FILE lines.
input_accept_files() { INPUT_FILES_ACCEPTED=true; }

# The script that reads the same document takes FILE lines; this one drops them.
input_ignore_files() { INPUT_FILES_ACCEPTED=ignored; }

input_read() {
  local line number=0 ended=false
  local -a errors=()
  while IFS= read -r line; do
    number=$((number + 1))
    if ((number == 1)); then
      [[ $line == 'basecamp-input 1' ]] || bad_input "the first line must be 'basecamp-input 1'; was the document sent on stdin?"
    elif [[ $line == END ]]; then
      ended=true
      break
    else
      input_line "$line" "$number"
    fi
  done
  [[ $ended == true ]] || bad_input "the document ends after $number lines without END: it was cut off, nothing was changed"
  # Commands started later must not swallow, or wait for, what the session still sends.
  exec </dev/null
  input_check_names
  ((${#errors[@]} == 0)) || bad_input "$(printf '%s; ' "${errors[@]}")"
}

input_line() {
  local line=$1 number=$2 name
  if [[ $line =~ ^([A-Z][A-Z0-9_]*)=(.*)$ ]]; then
    name=${BASH_REMATCH[1]}
    if [[ -z ${INPUT_KIND[$name]:-} ]]; then
      errors+=("line $number: $name is not an input of this script")
    elif [[ -n ${INPUT_SEEN[$name]:-} ]]; then
      errors+=("line $number: $name is given twice")
    else
      INPUT_SEEN[$name]=yes
      [[ ${INPUT_KIND[$name]} != ignored ]] || return 0
      printf -v "$name" '%s' "${BASH_REMATCH[2]}"
    fi
  elif [[ $line =~ ^FILE\ (0[0-7]{3})\ (/[^ ]*[^ /])\ ([A-Za-z0-9+/=]*)$ ]]; then
    input_file "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
  else
    # The line itself may hold a secret, so only its number is told.
    errors+=("line $number is neither NAME=value nor 'FILE <mode> <absolute path> <base64>'")
  fi
}

input_file() {
  [[ $INPUT_FILES_ACCEPTED != ignored ]] || return 0
  [[ $INPUT_FILES_ACCEPTED == true ]] || errors+=("FILE $2: this script installs no files")
  [[ $2 != *//* && $2/ != */./* && $2/ != */../* ]] || errors+=("FILE $2: the path must not contain '//', '.' or '..'")
  printf '%s' "$3" | base64 -d >/dev/null 2>&1 || errors+=("FILE $2: the content is not valid base64")
  INPUT_FILE_MODES+=("$1")
  INPUT_FILE_PATHS+=("$2")
  INPUT_FILE_CONTENTS+=("$3")
}

input_check_names() {
  local name
  for name in "${!INPUT_KIND[@]}"; do
    if [[ ${INPUT_KIND[$name]} == required && ( -z ${INPUT_SEEN[$name]:-} || -z ${!name} ) ]]; then
      errors+=("$name is required")
    fi
  done
}

# input_match NAME REGEX RULE: the whole value must match. Never for secrets: the value goes into the message.
input_match() { [[ ${!1} =~ ^($2)$ ]] || bad_input "$1 is '${!1}': must be $3"; }

input_bool() { local name; for name; do input_match "$name" 'true|false' 'true or false'; done; }
input_seconds() { local name; for name; do input_match "$name" '[0-9]{1,6}' 'a whole number of seconds'; done; }
input_node_name() {
  input_match "$1" '[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?' 'a DNS-1123 name: lower-case letters, digits, - and .'
}
input_directory() {
  local name
  for name; do input_match "$name" '(/[A-Za-z0-9._@:+-]+)+' 'an absolute path without spaces, not /'; done
}
