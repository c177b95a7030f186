# shellcheck shell=bash
# Where K3s lives on a host, and its systemd unit.

K3S=/usr/local/bin/k3s
K3S_CONFIG_DIR=/etc/rancher/k3s
K3S_KUBECONFIG=$K3S_CONFIG_DIR/k3s.yaml
K3S_TOKEN_FILE=$K3S_CONFIG_DIR/token
K3S_JOIN_FILE=$K3S_CONFIG_DIR/config.yaml.d/10-join.yaml
# What only the machine knows.
K3S_INTERFACE_FILE=$K3S_CONFIG_DIR/config.yaml.d/40-interface.yaml

# Ours under STATE_DIR: what the running K3s was started from, what we installed, and that this host once was a member.
K3S_APPLIED=$STATE_DIR/k3s.applied
K3S_FILES=$STATE_DIR/k3s.files
K3S_BINARY_RECORD=$STATE_DIR/k3s.binary
K3S_MEMBER=$STATE_DIR/k3s.member

# unit_of ROLE
unit_of() { if [[ $1 == server ]]; then printf 'k3s'; else printf 'k3s-agent'; fi; }

unit_path() { printf '/etc/systemd/system/%s.service' "$1"; }

# Process presence only. Says nothing about readiness: with Type=notify "activating" may last for ever.
unit_running() {
  local state
  state=$(systemctl show -p ActiveState --value "$1" 2>/dev/null) || return 1
  [[ $state == active || $state == activating || $state == reloading ]]
}

unit_main_pid() { systemctl show -p MainPID --value "$1" 2>/dev/null || printf '0'; }

# stop_unit UNIT: pods keep running (KillMode=process).
stop_unit() {
  unit_running "$1" || return 0
  say "stopping $1, at most 120 s"
  timeout 120 systemctl stop "$1" || fail "$1 did not stop within 120 s; look at: journalctl -u $1"
}

# etcd_data_present DATA_DIR: this server holds a member of an embedded etcd. A tombstone means that the member was removed from the
# cluster: K3s moves such data aside and joins anew, so it does not count.
etcd_data_present() { [[ -d $1/server/db/etcd/member && ! -e $1/server/db/etcd/tombstone ]]; }
