#!/usr/bin/env bash
# Files that Argo CD or Flux read from this repository are what the stacks render to.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/render-check.sh

Finds the rendered files that are committed here (by the list .basecamp-render that a render leaves beside them) and checks
each with './basecamp render --check'. There is no list of stacks to maintain.

Exit codes: 0 all up to date, or nothing is rendered here; 1 something is out of date; 2 wrong command line
EOF
}

case ${1:-} in
  '') ;;
  -h | --help) usage && exit 0 ;;
  *) printf "render-check: unknown option '%s'; see --help\n" "$1" >&2 && exit 2 ;;
esac

bad=0
complain() {
  printf 'render-check: %s\n' "$*" >&2
  bad=1
}

# Stacks whose files are for a GitOps engine, from the names of those files: gitops/<stack>/…
stacks_in() {
  sed -n 's|^gitops/\([A-Za-z0-9][A-Za-z0-9_.-]*\)/.*|\1|p' "$1" | sort -u
}

declare -A checked=()
while IFS= read -r -d '' list; do
  directory=$(dirname "$list")
  found=0
  # What --gitops wrote lies in gitops/<stack>, with its list, below the repository's root that was given.
  if [[ $directory =~ ^(.*/)?gitops/([A-Za-z0-9][A-Za-z0-9_.-]*)$ ]]; then
    stack=${BASH_REMATCH[2]} root=${BASH_REMATCH[1]:-.}
    checked[$stack]=1
    if [[ ! -f Pulumi.$stack.yaml ]]; then
      complain "$directory holds rendered files, but there is no Pulumi.$stack.yaml: remove them"
      continue
    fi
    ./basecamp render --stack "$stack" --gitops --out "$root" --check </dev/null ||
      complain "$directory is not what $stack renders to; run: ./basecamp render --stack $stack --gitops --out $root"
    continue
  fi
  while read -r stack; do
    found=1
    checked[$stack]=1
    if [[ ! -f Pulumi.$stack.yaml ]]; then
      complain "$directory holds rendered files of $stack, but there is no Pulumi.$stack.yaml: remove them"
      continue
    fi
    ./basecamp render --stack "$stack" --out "$directory" --check </dev/null ||
      complain "$stack in $directory is not what it renders to; run: ./basecamp render --stack $stack --out $directory"
  done < <(stacks_in "$list")
  [[ $found -eq 1 ]] || printf '%s: nothing in it is for Argo CD or Flux, so it is not checked\n' "$directory"
done < <(git ls-files -z -- ':(glob)**/.basecamp-render')

for file in Pulumi.*.yaml; do
  [[ -f $file ]] || continue
  stack=${file#Pulumi.} stack=${stack%.yaml}
  [[ -z ${checked[$stack]:-} ]] || continue
  if [[ -n $(git ls-files -- ":(literal)gitops/$stack") ]]; then
    complain "gitops/$stack is committed, but the list .basecamp-render beside it is not: commit it, too"
  elif grep -qE "^[[:space:]]+[\"']?basecamp:delivery[\"']?:[[:space:]]*[\"']?(argocd|flux)[\"']?[[:space:]]*(#.*)?$" "$file"; then
    printf '%s is for Argo CD or Flux, but nothing of it is rendered in this repository\n' "$stack"
  fi
done

[[ $bad -ne 0 || ${#checked[@]} -gt 0 ]] || printf 'no rendered files are committed here\n'
exit "$bad"
