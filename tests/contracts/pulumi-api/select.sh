#!/usr/bin/env bash
# Selects from a full list of Pulumi.Kubernetes' public members the lines of the kinds in kinds.txt, of everything their
# signatures name, and of the types written by hand.
#   ./select.sh /path/to/full/Pulumi.Kubernetes.txt > Pulumi.Kubernetes.txt
# The full list has one member a line: type, tab, signature; sorted; reference-type nullability shown.
set -euo pipefail

full=${1:?usage: select.sh FULL_LIST}
kinds=$(dirname "$0")/kinds.txt

awk -F '\t' '
  # First file: the kinds to start from.
  NR == FNR { if ($0 != "" && $0 !~ /^#/) queue[++last] = $0; next }
  # Second file: all lines of a type, and the types they name.
  {
    lines[$1] = lines[$1] $0 "\n"
    rest = $2
    while (match(rest, /Pulumi\.Kubernetes\.[A-Za-z0-9_.]+/)) {
      named[$1] = named[$1] " " substr(rest, RSTART, RLENGTH)
      rest = substr(rest, RSTART + RLENGTH)
    }
  }
  END {
    for (first = 1; first <= last; first++) {
      type = queue[first]
      if (type in done) continue
      done[type]
      if (!(type in lines)) { print "select.sh: " type " is not in the list. Check its spelling in kinds.txt." > "/dev/stderr"; exit 1 }
      printf "%s", lines[type]
      count = split(named[type], types, " ")
      for (i = 1; i <= count; i++) if (!(types[i] in done)) queue[++last] = types[i]
    }
  }
' "$kinds" "$full" | LC_ALL=C sort
