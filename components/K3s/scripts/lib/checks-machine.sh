# shellcheck shell=bash
# Preflight checks of the machine itself. Each reports exactly once. Needs report (preflight.sh), distribution.sh, k3s.sh.

check_platform() {
  local machine
  machine=$(uname -m)
  case $machine in
    x86_64 | aarch64 | arm64) ;;
    *) report error platform "this machine is $machine; K3s runs on amd64 and arm64 here"; return ;;
  esac
  if [[ -z $(os_family) ]]; then
    report error platform "distribution '$(os_release ID)' is not one of Debian, Ubuntu, Raspberry Pi OS, RHEL-likes, SUSE"
  else
    report ok platform "$(os_release PRETTY_NAME) on $machine"
  fi
}

check_kernel() {
  local release
  release=$(</proc/sys/kernel/osrelease)
  if ((${release%%.*} < 5)); then
    report error kernel "kernel $release is older than 5.0; upgrade the distribution"
  else
    report ok kernel "$release"
  fi
}

check_cgroups() {
  local controllers=/sys/fs/cgroup/cgroup.controllers controller missing=
  if [[ ! -f $controllers ]]; then
    report error cgroups "control groups v2 are not mounted, and the kubelet refuses v1. Boot with systemd.unified_cgroup_hierarchy=1"
    return
  fi
  for controller in cpu cpuset memory pids; do
    [[ " $(<"$controllers") " == *" $controller "* ]] || missing+=" $controller"
  done
  if [[ -n $missing ]]; then
    report error cgroups "controllers missing:$missing. On a Raspberry Pi host preparation sets the kernel flags; reboot afterwards"
  else
    report ok cgroups "v2"
  fi
}

check_lockdown() {
  if [[ $(cat /sys/kernel/security/lockdown 2>/dev/null) == *'[confidentiality]'* ]]; then
    report warn lockdown "kernel lockdown 'confidentiality' forbids BPF to read kernel memory; Cilium does not run"
  else
    report ok lockdown "does not restrict BPF"
  fi
}

# nearest_directory PATH: the first parent that exists; the data directory itself is created later.
nearest_directory() {
  local path=$1
  while [[ ! -d $path ]]; do path=${path%/*}; path=${path:-/}; done
  printf '%s' "$path"
}

# check_disk_latency: 99th percentile of 100 small synchronous writes, as etcd makes them. dd measures each itself, so starting it does
# not count. Above 100 ms leader elections time out and K3s exits (k3s#2853); etcd asks for less than 10 ms.
check_disk_latency() {
  local directory file worst milliseconds
  [[ $ROLE == server ]] || return 0
  directory=$(nearest_directory "$DATA_DIR")
  new_temp "$directory/preflight"
  file=$TEMP
  worst=$(
    for _ in {1..100}; do
      dd if=/dev/zero of="$file" bs=2300 count=1 oflag=dsync conv=notrunc 2>&1
    done | sed -n 's/.*copied, \([0-9.e-]*\) s.*/\1/p' | sort -g | sed -n 99p
  )
  rm -f -- "$file"
  milliseconds=$(awk -v seconds="${worst:-99}" 'BEGIN { printf "%d", seconds * 1000 }')
  if ((milliseconds > 100)); then
    report error disk-latency "99 % of synchronous writes to $directory take up to $milliseconds ms; above 100 ms etcd loses its leader:" \
      "use an SSD"
  elif ((milliseconds > 10)); then
    report warn disk-latency "99 % of synchronous writes to $directory take up to $milliseconds ms; etcd asks for less than 10 ms"
  else
    report ok disk-latency "$milliseconds ms"
  fi
}

check_disk_space() {
  local directory mib
  directory=$(nearest_directory "$DATA_DIR")
  mib=$(df -Pm "$directory" | awk 'NR == 2 { print $4 }')
  if ((mib < 10240)); then
    report error disk-space "$directory has $mib MiB free; images and etcd need 10240 MiB"
  else
    report ok disk-space "$mib MiB free"
  fi
}

check_memory() {
  local name kib=0 rest minimum=512
  [[ $ROLE == agent ]] || minimum=2048
  while read -r name kib rest; do [[ $name != MemTotal: ]] || break; done </proc/meminfo
  # Firmware and kernel keep some of what the machine was given.
  if ((kib / 1024 < minimum * 9 / 10)); then
    report error memory "$((kib / 1024)) MiB of memory; a K3s $ROLE needs $minimum MiB"
  else
    report ok memory "$((kib / 1024)) MiB"
  fi
}

check_swap() {
  if (($(wc -l </proc/swaps) > 1)); then
    report warn swap "swap is on: memory limits of pods do not hold. Host preparation turns it off unless told otherwise"
  else
    report ok swap "off"
  fi
}

# check_identity: name and machine id for comparison with the other nodes; cloned machines share the id, and with it DHCP leases.
check_identity() {
  local host id
  host=$(</proc/sys/kernel/hostname)
  if [[ $host == localhost* ]]; then
    report error hostname "the host name is $host; every node needs one of its own: hostnamectl set-hostname $NODE_NAME"
  elif ! getent hosts "$host" >/dev/null 2>&1; then
    report warn hostname "$host does not resolve on this machine; add it to /etc/hosts"
  else
    report ok hostname "$host"
  fi
  id=$(cat /etc/machine-id 2>/dev/null) || true
  if [[ ! $id =~ ^[0-9a-f]{32}$ ]]; then
    report error machine-id "/etc/machine-id is missing or empty: systemd-machine-id-setup"
  else
    report ok machine-id "$(printf '%s' "$id" | sha256sum | cut -c 1-16)"
  fi
}
