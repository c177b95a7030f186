#!/usr/bin/env bash
# What `pulumi up` would do, asked of Pulumi itself: with the stacks' real state, so with credentials.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/preview.sh "STACK STACK …"

Runs 'pulumi preview' for the stacks named, which are separated by blanks. Without credentials it says so and does nothing.

  PULUMI_ACCESS_TOKEN        for Pulumi Cloud, or
  PULUMI_BACKEND_URL         for another backend (s3://…), with what that needs, and
  PULUMI_CONFIG_PASSPHRASE   for stacks whose secrets are encrypted with a passphrase

Exit codes: 0 all previewed, or no credentials; 1 a preview failed; 2 wrong command line
EOF
}

case ${1:-} in
  -h | --help) usage && exit 0 ;;
esac
[[ $# -eq 1 ]] || { usage >&2 && exit 2; }
read -ra stacks <<<"$1"
for stack in ${stacks[@]+"${stacks[@]}"}; do
  [[ $stack =~ ^[A-Za-z0-9][A-Za-z0-9_./-]*$ ]] || { printf "preview: '%s' is no name of a stack\n" "$stack" >&2 && exit 2; }
done

if [[ -z ${PULUMI_ACCESS_TOKEN:-}${PULUMI_BACKEND_URL:-} ]]; then
  echo "preview: neither PULUMI_ACCESS_TOKEN nor PULUMI_BACKEND_URL is set, so nothing is previewed. See docs/ci.md"
  exit 0
fi
# An empty variable is not the same as none for Pulumi.
for name in PULUMI_ACCESS_TOKEN PULUMI_BACKEND_URL PULUMI_CONFIG_PASSPHRASE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION; do
  [[ -n ${!name:-} ]] || unset "$name"
done
# Stand-ins refuse to run under Pulumi's engine.
export PulumiSdk=nuget PULUMI_SKIP_UPDATE_CHECK=true

failed=0
for stack in ${stacks[@]+"${stacks[@]}"}; do
  printf '== %s\n' "$stack"
  pulumi preview --stack "$stack" --non-interactive --color never --suppress-outputs </dev/null || failed=1
done
exit "$failed"
