# shellcheck shell=bash
# K3s' systemd unit and its environment file. Needs k3s.sh.
#
# The project's install.sh is not used: it replaces unit and environment on every run (forgetting what is not given again), blocks
# for ever on an unreachable join address because it starts a Type=notify unit synchronously, and ignores a changed config.yaml.

# unit_text ROLE: everything else is in config.yaml, so the command line holds no setting and no secret.
unit_text() {
  local unit
  unit=$(unit_of "$1")
  cat <<UNIT
[Unit]
Description=K3s $1
Documentation=https://docs.k3s.io
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
EnvironmentFile=-/etc/systemd/system/$unit.service.env
# Pods survive a restart of K3s.
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=$K3S $1

[Install]
WantedBy=multi-user.target
UNIT
}

# environment_text HTTP HTTPS NONE: proxies in systemd's EnvironmentFile syntax; a proxy address may hold a password, so 0600.
environment_text() {
  environment_line HTTP_PROXY "$1"
  environment_line HTTPS_PROXY "$2"
  environment_line NO_PROXY "$3"
}

environment_line() {
  local value=$2
  [[ -n $value ]] || return 0
  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  printf '%s="%s"\n' "$1" "$value"
}
