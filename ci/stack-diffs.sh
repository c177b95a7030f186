#!/usr/bin/env bash
# What a change does to every stack, as one Markdown file.
# shellcheck disable=SC2016 # Backticks are Markdown's.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/stack-diffs.sh --base REVISION --out FILE [--max-bytes N]

Compares every stack of this directory (Pulumi.<stack>.yaml) as it is now with how REVISION would make it, and writes one
Markdown file for a comment. The base is built and rendered with its own code. Nothing is contacted, no secret is needed.
Where both have their charts in vendor/charts, and Helm is on the PATH or in BASECAMP_HELM, what charts render to is compared, too;
where only Helm is missing, the file says so.

  --base REVISION   what to compare with: a commit, branch or tag that is in this clone
  --out FILE        the Markdown file to write
  --max-bytes N     its size at most (default 60000, at least 4000; GitHub refuses comments above 65536 characters)

Exit codes: 0 every stack was compared, 1 at least one could not be (the file says why), 2 wrong command line
EOF
}

wrong() {
  printf 'stack-diffs: %s\n' "$*" >&2
  exit 2
}

base="" out="" max=60000
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --base | --out | --max-bytes)
      [[ $# -gt 1 ]] || wrong "$1 needs a value"
      case $1 in
        --base) base=$2 ;;
        --out) out=$2 ;;
        *) max=$2 ;;
      esac
      shift 2
      ;;
    *) wrong "unknown option '$1'; see --help" ;;
  esac
done
[[ -n $base && -n $out ]] || wrong "--base and --out are needed; see --help"
[[ $max =~ ^[1-9][0-9]{3,6}$ && $max -ge 4000 ]] || wrong "--max-bytes must be a number from 4000"
git rev-parse --verify --quiet --end-of-options "$base^{commit}" >/dev/null ||
  wrong "'$base' is no commit of this clone; in a shallow clone fetch it first"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/all"

# name_of FILE: the stack of a stack file. Names that no one gives to a stack are left alone: they would become arguments.
name_of() {
  local name=${1#Pulumi.}
  name=${name%.yaml}
  [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$ ]] && printf '%s\n' "$name"
}

size() {
  wc -c <"$1"
}

# The end of what a command said, as text that cannot be anything else.
said() {
  local fence='````````````'
  printf '\n%s\n' "$fence"
  tail -n 20 "$1" | tail -c 1500 | LC_ALL=C tr -d '\000-\010\013-\037' | sed 's/`\{12,\}/```/g'
  printf '\n%s\n' "$fence"
}

stacks=()
for file in Pulumi.*.yaml; do
  if [[ -f $file ]] && name=$(name_of "$file"); then
    stacks+=("$name")
  fi
done

removed=()
while read -r file; do
  if [[ $file == Pulumi.*.yaml && ! -e $file ]] && name=$(name_of "$file"); then
    removed+=("$name")
  fi
done < <(git ls-tree --name-only "$base")

# Archives may be left out of git: then only the lock is there.
charts=() helmless=0
if [[ -f vendor/charts.lock ]] && compgen -G 'vendor/charts/*.tgz' >/dev/null && git ls-tree --name-only "$base" vendor/charts/ | grep -q '\.tgz$'; then
  if command -v "${BASECAMP_HELM:-helm}" >/dev/null; then
    charts=(--charts)
  else
    helmless=1
  fi
fi

# compare STACK BYTES [--charts]: its diff, what was said, and the exit code.
compare() {
  ./basecamp diff --stack "$1" --base "$base" "${@:3}" --format markdown --max-bytes "$2" --fail-on change \
    >"$work/diff" 2>"$work/said" </dev/null
}

unchanged=() omitted=() failed=0 left=${#stacks[@]}
# Kept for the lists at the end.
room=$((max - 1000))
for stack in ${stacks[@]+"${stacks[@]}"}; do
  # What earlier stacks did not need, later ones may use.
  share=$((room / left)) left=$((left - 1))
  heading=$(printf '## Stack `%s`' "$stack")
  # The diff takes no fewer than 2000 bytes; the heading and a note need some.
  if [[ $share -lt 2600 ]]; then
    omitted+=("$stack")
    continue
  fi
  printf 'comparing %s with %s\n' "$stack" "$base" >&2
  code=0 note=""
  compare "$stack" $((share - 600)) ${charts[@]+"${charts[@]}"} || code=$?
  # A chart that is not at hand on one side, or fails, must not hide what else changes.
  if [[ ${#charts[@]} -gt 0 && $code -ne 0 && ! ($code -eq 1 && -s $work/diff) ]]; then
    note='What charts render to could not be compared; `./basecamp diff --stack '$stack' --base … --charts` says why.'
    cat "$work/said" >&2
    code=0
    compare "$stack" $((share - 600)) || code=$?
  fi
  # 0 is "nothing changes". 1 is "something does" when there is a diff, and "the stack is not fit" when there is none.
  if [[ $code -eq 0 && -z $note ]]; then
    unchanged+=("$stack")
    continue
  fi
  if [[ $code -eq 0 ]]; then
    printf '%s\n\n%s\n\n' "$heading" "$note" >"$work/section"
  elif [[ $code -eq 1 && -s $work/diff && $(size "$work/diff") -le $((share - 100)) ]]; then
    printf '%s\n\n%s%s\n\n' "$heading" "${note:+$note$'\n\n'}" "$(cat "$work/diff")" >"$work/section"
  elif [[ $code -eq 1 && -s $work/diff ]]; then
    omitted+=("$stack")
    continue
  else
    failed=1
    cat "$work/said" >&2
    {
      printf '%s\n\nIt could not be compared: `./basecamp diff --stack %s` ended with %s.\n' "$heading" "$stack" "$code"
      said "$work/said"
      printf '\n'
    } >"$work/section"
  fi
  cat "$work/section" >>"$work/all"
  room=$((room - $(size "$work/section")))
done

# listed TEXT NAME...: one line, cut when there are very many names.
listed() {
  local text=$1 names
  shift
  [[ $# -gt 0 ]] || return 0
  names=$(printf '`%s`, ' "$@")
  names=${names%, }
  [[ ${#names} -le 200 ]] || names="$# stacks"
  printf '%s %s\n\n' "$text" "$names" >>"$work/all"
}

listed 'Unchanged:' ${unchanged[@]+"${unchanged[@]}"}
listed 'Left out, because it would be too long:' ${omitted[@]+"${omitted[@]}"}
listed 'The stack file is removed. That destroys nothing by itself; what it deployed stays:' ${removed[@]+"${removed[@]}"}
[[ $helmless == 0 ]] || printf 'Helm is not there, so what charts render to was not compared.\n\n' >>"$work/all"
[[ -s $work/all ]] || printf 'There is no stack file (`Pulumi.<stack>.yaml`) here, so there is nothing to compare.\n' >"$work/all"

mkdir -p "$(dirname "$out")"
cp "$work/all" "$out"
printf 'wrote %s, %d bytes\n' "$out" "$(size "$out")" >&2
exit "$failed"
