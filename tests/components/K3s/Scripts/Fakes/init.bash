#!/usr/bin/env bash
# Process 1 of a sandbox: mounts the throw-away root, then runs the script in it. Arguments: root, cluster, fakes, name.
set -euo pipefail
root=$1 cluster=$2 fakes=$3 name=$4
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"
mount --bind /usr .host/usr
# Another user's files cannot be written from a user namespace anyway, and the kernel refuses to change their mount's flags there.
mount -o remount,bind,ro .host/usr 2>/dev/null || [[ $(</proc/self/uid_map) != *' 0 4294967295' ]]
mount --bind "$fakes" .fakes
mount --bind "$cluster" .cluster
mount -t proc proc proc
mount --bind .sandbox/uptime proc/uptime
mount -t tmpfs tmpfs tmp
for device in null zero full random urandom; do mount --bind "/dev/$device" "dev/$device"; done
# Files below .sandbox/proc stand before the kernel's own.
if [[ -d .sandbox/proc ]]; then
  while IFS= read -r file; do mount --bind "$file" "${file#.sandbox/}"; done < <(find .sandbox/proc -type f)
fi
if [[ -f .sandbox/before ]]; then env -i PATH=/usr/sbin:/usr/bin chroot . /usr/bin/bash /.sandbox/before; fi
read -ra argument <<<"${name#"${name%% *}"}"
# The script is a child and not process 1, because a kill must be able to end it.
exec 3<&0
env -i PATH=/usr/sbin:/usr/bin HOME=/root $(cat .sandbox/environment 2>/dev/null) \
  chroot . /usr/bin/bash -c 'printf "%s\n" $$ >/.sandbox/script.pid; exec bash -c "$(</.sandbox/script)" "$0" "$@"' "basecamp-${name%% *}" "${argument[@]}" <&3 3<&- &
status=0
wait $! || status=$?
if [[ -f .sandbox/after ]]; then env -i PATH=/usr/sbin:/usr/bin chroot . /usr/bin/bash /.sandbox/after; fi
exit "$status"
