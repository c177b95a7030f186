# shellcheck shell=bash
# What is looked at before etcd is reset to a snapshot: a reset that begins cannot be taken back. Needs k3s.sh, files.sh; reads
# SNAPSHOT, FROM_S3, SHA256, DATA_DIR.

# config_lines: what K3s reads, without our join file. It takes drop-ins of both endings.
config_lines() {
  local file
  for file in "$K3S_CONFIG_DIR/config.yaml" "$K3S_CONFIG_DIR"/config.yaml.d/*.yaml "$K3S_CONFIG_DIR"/config.yaml.d/*.yml; do
    [[ ! -f $file || $file == "$K3S_JOIN_FILE" ]] || { cat -- "$file"; printf '\n'; }
  done
}

# config_sets KEY: at the top level, whatever its quoting.
config_sets() { grep -qE "^[\"']?$1[\"']?\\+?[[:space:]]*:" < <(config_lines); }

# check_config: K3s refuses a reset while a server to join is configured, in whichever file.
check_config() {
  ! config_sets server ||
    refuse "the K3s configuration sets 'server:' in a file below $K3S_CONFIG_DIR that is not $K3S_JOIN_FILE; remove it for the restore"
  ! config_sets datastore-endpoint ||
    refuse "the K3s configuration sets 'datastore-endpoint:'; an external datastore is restored with its own tools"
}

check_source() {
  if [[ $FROM_S3 == true ]]; then
    # The Secret that can hold a bucket's credentials is in the cluster that does not run.
    grep -qE '^etcd-s3[[:space:]]*:[[:space:]]*"?true' < <(config_lines) ||
      refuse "SNAPSHOT is to be fetched from S3, but the K3s configuration on $NODE_NAME does not set 'etcd-s3: true' with its bucket"
  else
    check_local_file
  fi
}

# An empty or cut file would reset the cluster to nothing (rke2#6281).
check_local_file() {
  local sha size free times=3
  [[ -f $SNAPSHOT ]] || fail "there is no snapshot $SNAPSHOT on $NODE_NAME: copy it there"
  [[ -s $SNAPSHOT ]] || refuse "snapshot $SNAPSHOT is empty; restoring it would leave an empty cluster. Choose another"
  sha=$(sha256_of "$SNAPSHOT")
  [[ -z $SHA256 || $SHA256 == "$sha" ]] || refuse "snapshot $SNAPSHOT has SHA-256 $sha, expected $SHA256: it is damaged or another one"
  # K3s decides by the name alone whether to unpack.
  if [[ $(head -c 4 -- "$SNAPSHOT" | base64) == UEsDBA== ]]; then
    [[ $SNAPSHOT == *.zip ]] || refuse "snapshot $SNAPSHOT is a zip file, but K3s only unpacks what ends in .zip. Rename it"
    times=10
  elif [[ $SNAPSHOT == *.zip ]]; then
    refuse "snapshot $SNAPSHOT is not a zip file in spite of its name: it is damaged, or was unpacked already. Choose another, or rename it"
  fi
  size=$(stat -c %s -- "$SNAPSHOT")
  free=$(df -PB1 -- "$DATA_DIR" | awk 'NR == 2 { print $4 }')
  # The old database is kept beside the restored one.
  ((free > size * times)) || refuse "$DATA_DIR has $free bytes free; restoring $size bytes takes up to $((size * times)). Make room"
}
