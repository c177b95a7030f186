# shellcheck shell=bash
# Ends everything K3s started on this host: containers, mounts, network namespaces, interfaces, packet filter rules. Data stays.
# Needs log.sh; reads DATA_DIR. Stop the unit first, or it starts them again.

killall_k3s() {
  kill_containers
  unmount_below /run/k3s
  unmount_below /var/lib/kubelet/pods
  unmount_below /var/lib/kubelet/plugins
  unmount_below /run/netns/cni-
  remove_cni_namespaces
  remove_interfaces
  remove_rules iptables-save iptables-restore
  remove_rules ip6tables-save ip6tables-restore
}

# kill_containers: each containerd shim of K3s with all its descendants. containerd itself dies with the unit, shims do not.
kill_containers() {
  local round
  local -a victims
  for round in 1 2 3 4 5; do
    mapfile -t victims < <(shim_trees)
    ((${#victims[@]} > 0)) || return 0
    ((round > 1)) || say "ending ${#victims[@]} container processes"
    kill -9 "${victims[@]}" 2>/dev/null || true
    sleep 1
  done
  mapfile -t victims < <(shim_trees)
  ((${#victims[@]} == 0)) || fail "processes ${victims[*]} survive kill -9 (stuck in storage or network I/O?): reboot this machine"
}

# shim_trees: prints the process ids. Reads /proc because ps need not be installed.
shim_trees() {
  local stat pid parent rest command
  local -A parents=() doomed=()
  local grew=true
  for stat in /proc/[0-9]*/stat; do
    { read -r rest <"$stat"; } 2>/dev/null || continue
    pid=${rest%% *}
    [[ ${rest##*) } != Z* ]] || continue   # already dead, waiting for its parent
    read -r _ parent _ <<<"${rest##*) }"
    parents[$pid]=$parent
    command=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") || true
    [[ $command != "$DATA_DIR"/data/*/bin/containerd-shim* ]] || doomed[$pid]=yes
  done
  while [[ $grew == true ]]; do
    grew=false
    for pid in "${!parents[@]}"; do
      if [[ -z ${doomed[$pid]:-} && -n ${doomed[${parents[$pid]}]:-} ]]; then
        doomed[$pid]=yes
        grew=true
      fi
    done
  done
  ((${#doomed[@]} == 0)) || printf '%s\n' "${!doomed[@]}"
}

# mounts_below PREFIX: mount points, deepest first. /proc writes a space as \040.
mounts_below() {
  local target
  while read -r _ target _; do
    printf -v target '%b' "${target//\\0/\\00}"
    [[ $target != "$1"* ]] || printf '%s\n' "$target"
  done </proc/self/mounts | sort -r
}

unmount_below() {
  local target
  while IFS= read -r target; do
    umount -- "$target" 2>/dev/null || umount --lazy -- "$target" 2>/dev/null || say "warning: cannot unmount $target"
  done < <(mounts_below "$1")
}

remove_cni_namespaces() {
  local path
  for path in /run/netns/cni-* /var/run/netns/cni-*; do
    [[ ! -e $path ]] || ip netns delete "${path##*/}" 2>/dev/null || rm -f -- "$path"
  done
}

# Cilium's links first: with them and its rules gone but K3s' still there, host networking may break.
remove_interfaces() {
  local name
  while IFS= read -r name; do
    case $name in
      cilium_* | lxc* | cni0 | flannel.* | flannel-v6.* | flannel-wg* | kube-ipvs0 | nodelocaldns | cali* | vxlan*.calico | wireguard.cali)
        ip link delete "$name" 2>/dev/null || true
        ;;
    esac
  done < <(ip -o link show 2>/dev/null | while read -r _ name _; do
    name=${name%:}
    printf '%s\n' "${name%%@*}"
  done | sort)
}

# remove_rules SAVE RESTORE: drops Kubernetes' and the CNI's chains and rules, keeps everybody else's. Restoring is atomic per table.
remove_rules() {
  local rules kept
  command -v "$1" >/dev/null && command -v "$2" >/dev/null || return 0
  rules=$("$1" 2>/dev/null) || return 0
  kept=$(grep -vE 'KUBE-|CNI-|CILIUM_|cali[-:]' <<<"$rules" | grep -vi flannel) || true
  [[ $kept != "$rules" ]] || return 0
  "$2" <<<"$kept" || say "warning: $2 did not accept the cleaned rules; a reboot clears them"
}

# remove_tree DIRECTORY…: refuses to delete through a mount, which would be a volume's data. A mount point itself is emptied, not removed.
remove_tree() {
  local tree inside
  for tree; do
    [[ -e $tree || -L $tree ]] || continue
    inside=$(mounts_below "$tree/")
    [[ -z $inside ]] || fail "$tree still holds mounts, whose data must not be deleted: ${inside//$'\n'/, }. Unmount them, then run again"
    if mountpoint -q "$tree" 2>/dev/null; then
      find "$tree" -mindepth 1 -maxdepth 1 -exec rm -rf --one-file-system -- {} +
    else
      rm -rf --one-file-system -- "$tree"
    fi
  done
}
