# shellcheck shell=bash
# Gets the K3s binary, proves it, and puts it in place. Needs k3s.sh, files.sh, version.sh; reads VERSION, DOWNLOAD_URL, SHA256_*,
# AIR_GAP, AIR_GAP_DIR, PROXY_*.

BINARY_STAGED=
BINARY_SHA=
IMAGES_CHANGED=false

# host_arch: sets ARCH and the name K3s gives to that binary.
host_arch() {
  case $(uname -m) in
    x86_64) ARCH=amd64 BINARY_NAME=k3s ;;
    aarch64 | arm64) ARCH=arm64 BINARY_NAME=k3s-arm64 ;;
    *) refuse "this machine is $(uname -m); K3s is installed on amd64 and arm64 only" ;;
  esac
}

# installed_version: of the binary in place; empty when there is none. Somebody else, such as the system upgrade controller, may have
# replaced it since, so the record only counts while the checksum fits.
installed_version() {
  local version sha told
  [[ -x $K3S ]] || return 0
  if [[ -f $K3S_BINARY_RECORD ]]; then
    read -r version sha <"$K3S_BINARY_RECORD" || true
    if [[ $(sha256_of "$K3S") == "$sha" ]]; then
      printf '%s' "$version"
      return 0
    fi
  fi
  told=$(timeout 60 "$K3S" --version 2>/dev/null) || return 0
  if [[ $told =~ ^k3s\ version\ ($VERSION_PATTERN) ]]; then printf '%s' "${BASH_REMATCH[1]}"; fi
}

# binary_recorded: the binary in place is the one we verified.
binary_recorded() {
  local version sha
  [[ -x $K3S && -f $K3S_BINARY_RECORD ]] || return 1
  read -r version sha <"$K3S_BINARY_RECORD" || return 1
  [[ $version == "$VERSION" && $(sha256_of "$K3S") == "$sha" ]]
}

# stage_binary: sets BINARY_SHA, and BINARY_STAGED to a verified file beside the target unless the installed one is right already.
stage_binary() {
  local pinned
  host_arch
  if [[ $ARCH == amd64 ]]; then pinned=$SHA256_AMD64; else pinned=$SHA256_ARM64; fi
  if binary_recorded; then
    BINARY_SHA=$(sha256_of "$K3S")
    [[ -n $pinned && $pinned != "$BINARY_SHA" ]] || return 0
  fi
  new_temp "$K3S"
  BINARY_STAGED=$TEMP
  if [[ $AIR_GAP == true ]]; then
    [[ -s $AIR_GAP_DIR/$BINARY_NAME ]] || fail "$AIR_GAP_DIR/$BINARY_NAME is missing: copy the K3s $VERSION binary for $ARCH there"
    cp -- "$AIR_GAP_DIR/$BINARY_NAME" "$BINARY_STAGED"
  else
    download "$BINARY_NAME" "$BINARY_STAGED" 600
    if [[ -z $pinned ]]; then
      read_published_sha
      pinned=$PUBLISHED_SHA
    fi
  fi
  BINARY_SHA=$(sha256_of "$BINARY_STAGED")
  if [[ -n $pinned && $pinned != "$BINARY_SHA" ]]; then
    fail "the $ARCH binary of K3s $VERSION has SHA-256 $BINARY_SHA, expected $pinned: it is damaged or not that release"
  fi
  chmod 0755 "$BINARY_STAGED"
  binary_runs_as_version
}

# A checksum does not tell whether the file in an air-gap directory is the wanted version, nor whether it runs here.
binary_runs_as_version() {
  local told
  told=$(timeout 60 "$BINARY_STAGED" --version 2>/dev/null) || fail "the K3s binary for $ARCH does not run on this machine"
  [[ $told == "k3s version $VERSION "* ]] || fail "the binary says '${told%%$'\n'*}', wanted K3s $VERSION"
}

# The release's own list: protects against a damaged file, not against a changed release; pin SHA256_* for that.
read_published_sha() {
  local list line
  new_temp "$STATE_DIR/sha256sum"
  list=$TEMP
  download "sha256sum-$ARCH.txt" "$list" 60
  PUBLISHED_SHA=
  while read -r line; do
    if [[ $line == *" $BINARY_NAME" ]]; then PUBLISHED_SHA=${line%% *}; fi
  done <"$list"
  [[ $PUBLISHED_SHA =~ ^[0-9a-f]{64}$ ]] || fail "sha256sum-$ARCH.txt of K3s $VERSION does not name $BINARY_NAME"
}

# download NAME TARGET SECONDS
download() {
  local url="$DOWNLOAD_URL/${VERSION//+/%2B}/$1"
  command -v curl >/dev/null || fail "curl is missing: install it, or let host preparation install packages"
  say "downloading $url, at most $3 s"
  http_proxy=$PROXY_HTTP https_proxy=$PROXY_HTTPS no_proxy=$NO_PROXY \
    curl --silent --show-error --fail --location --retry 3 --connect-timeout 15 --max-time "$3" --output "$2" "$url" >&2 ||
    fail "cannot download $url: check the address, DNS and the proxy from this machine"
}

# install_binary: a real file, not a link: the system upgrade controller copies over it.
install_binary() {
  local tool
  if [[ -n $BINARY_STAGED ]]; then
    sync "$BINARY_STAGED"
    mv -fT -- "$BINARY_STAGED" "$K3S"
    if command -v restorecon >/dev/null; then restorecon "$K3S" || say "warning: restorecon $K3S failed"; fi
    put_file 0600 "$K3S_BINARY_RECORD" <<<"$VERSION $BINARY_SHA"
  fi
  for tool in kubectl crictl ctr; do
    command -v "$tool" >/dev/null || ln -s "$K3S" "${K3S%/*}/$tool"
  done
}

# install_images: what containerd loads at start in an air-gapped site.
install_images() {
  local image target=$DATA_DIR/agent/images found=false
  [[ $AIR_GAP == true ]] || return 0
  for image in "$AIR_GAP_DIR"/k3s-airgap-images-"$ARCH".tar*; do
    [[ -s $image ]] || continue
    found=true
    mkdir -p "$target"
    if [[ ! -f $target/${image##*/} || $(sha256_of "$image") != "$(sha256_of "$target/${image##*/}")" ]]; then
      new_temp "$target/${image##*/}"
      cp -- "$image" "$TEMP"
      chmod 0644 "$TEMP"
      mv -fT -- "$TEMP" "$target/${image##*/}"
      IMAGES_CHANGED=true
    fi
  done
  [[ $found == true ]] || fail "$AIR_GAP_DIR holds no k3s-airgap-images-$ARCH.tar.zst: nodes could not start a single pod"
}
