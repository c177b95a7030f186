# shellcheck shell=bash
# A disk of its own for persistent volumes. Formats only what is empty. Needs changes.sh; reads DATA_DISK, DATA_MOUNT.

DATA_LABEL=basecamp-data

# mounted_at DIRECTORY: prints the device mounted there.
mounted_at() {
  local device target
  while read -r device target _; do
    if [[ $target == "$1" ]]; then printf '%s' "$device"; fi
  done </proc/self/mounts
}

# probe_disk KEY: asks the disk itself; blkid's cache may be of a disk that was there before.
probe_disk() { blkid --probe --match-tag "$1" --output value "$DATA_DISK" 2>/dev/null; }

# judge_data_disk: sets DISK_STATE to mounted, ours or empty, or refuses. Changes nothing.
judge_data_disk() {
  local in_use type table status=0
  DISK_STATE=mounted
  [[ -z $(mounted_at "$DATA_MOUNT") ]] || return 0
  blockdev --getsize64 "$DATA_DISK" >/dev/null 2>&1 || refuse "DATA_DISK $DATA_DISK is not a block device of this machine; see lsblk"
  in_use=$(grep "^$DATA_DISK[p0-9]* " /proc/self/mounts) || true
  [[ -z $in_use ]] || refuse "DATA_DISK $DATA_DISK is in use: $in_use"
  type=$(probe_disk TYPE) || status=$?
  # 2: nothing found. Anything else but 0, such as 8 for several signatures, means that something is there.
  ((status == 0 || status == 2)) ||
    refuse "DATA_DISK $DATA_DISK holds signatures blkid cannot make sense of (status $status). It is not touched"
  table=$(probe_disk PTTYPE) || true
  if [[ $type == ext4 && $(probe_disk LABEL) == "$DATA_LABEL" ]]; then
    DISK_STATE=ours
  elif [[ -n $type || -n $table ]]; then
    refuse "DATA_DISK $DATA_DISK holds ${type:-a $table partition table}, and data is never formatted over." \
      "If it may go: wipefs -a $DATA_DISK. If it shall be used as it is: mount it at $DATA_MOUNT yourself"
  else
    DISK_STATE=empty
  fi
}

mount_data_disk() {
  local uuid line
  [[ $DISK_STATE != mounted ]] || return 0
  if [[ $DISK_STATE == empty ]]; then
    mkfs.ext4 -q -m 0 -L "$DATA_LABEL" "$DATA_DISK" >&2 || fail "cannot format $DATA_DISK"
    changed "formatted $DATA_DISK as ext4"
  fi
  uuid=$(probe_disk UUID) || fail "$DATA_DISK has no UUID"
  # nofail: the machine stays reachable without its disk.
  line="UUID=$uuid $DATA_MOUNT ext4 defaults,nofail,x-systemd.device-timeout=30s 0 2"
  if ! grep -qxF "$line" /etc/fstab 2>/dev/null; then
    put_and_note 0644 /etc/fstab < <(grep -v " $DATA_MOUNT " /etc/fstab 2>/dev/null; printf '%s\n' "$line")
  fi
  if [[ ! -d $DATA_MOUNT ]]; then
    mkdir -p "$DATA_MOUNT"
    # Without the disk, volumes must fail and not fill the system disk.
    if command -v chattr >/dev/null; then chattr +i "$DATA_MOUNT" 2>/dev/null || true; fi
  fi
  mount "$DATA_MOUNT" >&2 || fail "cannot mount $DATA_DISK at $DATA_MOUNT"
  changed "mounted $DATA_DISK at $DATA_MOUNT"
}
