# shellcheck shell=bash
# Vagrant knows a machine only as long as a Vagrantfile defines it, and the machine of a removed node must still be there while the node
# leaves the cluster. So a Vagrantfile that defines such a machine is kept under the machine's name. Runs in DIRECTORY; needs log.sh.

# created_machines: names of those that exist, defined or not.
created_machines() {
  local id
  for id in .vagrant/machines/*/*/id; do
    [[ ! -s $id ]] || printf '%s\n' "$(basename "${id%/*/*}")"
  done
}

# replace_vagrantfile TEXT MACHINES
replace_vagrantfile() {
  local machine
  if [[ -f Vagrantfile ]]; then
    while IFS= read -r machine; do
      [[ " $2 " != *" $machine "* && ! -e Vagrantfile.$machine ]] || continue
      cp -- Vagrantfile "Vagrantfile.$machine"
      say "machine $machine is no longer declared. Once its node has left the cluster:" \
        "cd $PWD && VAGRANT_VAGRANTFILE=Vagrantfile.$machine vagrant destroy $machine"
    done < <(created_machines)
  fi
  for machine in $2; do rm -f -- "Vagrantfile.$machine"; done
  printf '%s\n' "$1" >Vagrantfile.basecamp-new
  mv -f -- Vagrantfile.basecamp-new Vagrantfile
}

# destroy_machines: with their disks.
destroy_machines() {
  local file
  for file in Vagrantfile.*; do
    [[ -f $file && $file != *.basecamp-new ]] || continue
    VAGRANT_VAGRANTFILE=$file vagrant destroy --force --no-color "${file#Vagrantfile.}" >&2 ||
      fail "vagrant could not destroy ${file#Vagrantfile.} in $PWD, see above"
  done
  vagrant destroy --force --no-color >&2 || fail "vagrant could not destroy the machines in $PWD, see above"
}
