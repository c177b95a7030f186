using System.Globalization;
using System.Text;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Vagrant;

/// <summary>The Vagrantfile of a topology: one machine a node, on a private network, with the declared address, CPUs and memory.</summary>
public static class Vagrantfile
{
    /// <summary>The file's text. Holds no secret: Vagrant makes a key pair for each machine.</summary>
    public static string For(HomelabTopology topology)
    {
        var vagrant = topology.Vagrant ?? new VagrantSpec();
        var hypervisor = vagrant.Hypervisor == VagrantHypervisor.Libvirt ? "libvirt" : "virtualbox";
        var text = new StringBuilder();
        text.Append("# Generated from the stack's topology. Changes are overwritten by the next pulumi up.\n");
        text.Append("Vagrant.configure(\"2\") do |config|\n");
        text.Append(CultureInfo.InvariantCulture, $"  config.vm.box = {Ruby(vagrant.Box)}\n");
        if (vagrant.BoxVersion is not null)
            text.Append(CultureInfo.InvariantCulture, $"  config.vm.box_version = {Ruby(vagrant.BoxVersion)}\n");
        text.Append("  config.vm.synced_folder \".\", \"/vagrant\", disabled: true\n");
        foreach (var node in topology.Nodes)
            AppendMachine(text, node, hypervisor);
        return text.Append("end\n").ToString();
    }

    static void AppendMachine(StringBuilder text, NodeSpec node, string hypervisor) => text.Append(string.Create(CultureInfo.InvariantCulture, $"""

          config.vm.define {Ruby(node.Name)} do |machine|
            machine.vm.hostname = {Ruby(node.Name)}
            machine.vm.network "private_network", ip: {Ruby(node.Address)}
            machine.vm.provider "{hypervisor}" do |provider|
              provider.cpus = {node.Cpus}
              provider.memory = {node.MemoryMiB}
            end
          end

        """).ReplaceLineEndings("\n"));

    static string Ruby(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal)}\"";
}
