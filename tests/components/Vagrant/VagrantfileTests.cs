using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;
using Basecamp.Components.Vagrant;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.Vagrant;

public sealed class VagrantfileTests
{
    static readonly HomelabTopology Lab = Topologies.Single with
    {
        Provider = MachineProvider.Vagrant,
        Vagrant = new() { BoxVersion = "12.20250126.1" },
        Nodes =
        [
            new() { Name = "cp1", Address = "192.168.56.11", Role = NodeRole.Server },
            new() { Name = "w1", Address = "192.168.56.21", Role = NodeRole.Agent, Cpus = 4, MemoryMiB = 8192 },
        ],
    };

    [Fact]
    public void Defines_each_machine_with_its_address_and_size() => Assert.Equal(
        """
        # Generated from the stack's topology. Changes are overwritten by the next pulumi up.
        Vagrant.configure("2") do |config|
          config.vm.box = "debian/bookworm64"
          config.vm.box_version = "12.20250126.1"
          config.vm.synced_folder ".", "/vagrant", disabled: true

          config.vm.define "cp1" do |machine|
            machine.vm.hostname = "cp1"
            machine.vm.network "private_network", ip: "192.168.56.11"
            machine.vm.provider "virtualbox" do |provider|
              provider.cpus = 2
              provider.memory = 4096
            end
          end

          config.vm.define "w1" do |machine|
            machine.vm.hostname = "w1"
            machine.vm.network "private_network", ip: "192.168.56.21"
            machine.vm.provider "virtualbox" do |provider|
              provider.cpus = 4
              provider.memory = 8192
            end
          end
        end

        """,
        Vagrantfile.For(Lab));

    [Fact]
    public void Uses_libvirt_when_asked() =>
        Assert.Contains("provider \"libvirt\"", Vagrantfile.For(Lab with { Vagrant = new() { Hypervisor = VagrantHypervisor.Libvirt } }), StringComparison.Ordinal);

    [Fact]
    public void A_box_name_cannot_run_ruby() =>
        Assert.Contains("\"a\\\"; system('x'); \\#{1}\"", Vagrantfile.For(Lab with { Vagrant = new() { Box = "a\"; system('x'); #{1}" } }), StringComparison.Ordinal);
}
