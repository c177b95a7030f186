# shellcheck shell=bash
# Messages and exit codes. stdout belongs to machine-readable results, so everything for people goes to stderr.

say() { printf '%s\n' "$*" >&2; }

# Something went wrong that a second run may overcome.
fail() { say "error: $*"; exit 1; }

# The input document is wrong; nothing has been touched.
bad_input() { say "bad input: $*"; exit 2; }

# A guard said no: going on would harm the cluster or the host.
refuse() { say "refused: $*"; exit 3; }
