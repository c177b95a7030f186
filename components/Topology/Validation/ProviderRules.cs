using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Each provider brings its own section; the sections of the others would silently do nothing.</summary>
static class ProviderRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        Section("ssh", topology.Ssh, MachineProvider.Ssh);
        Section("k3d", topology.K3d, MachineProvider.K3d);
        Section("vagrant", topology.Vagrant, MachineProvider.Vagrant);

        var name = ConfigurationNames.Of(topology.Provider);
        if (topology.Provider == MachineProvider.K3d && topology.Nodes.Count > 0)
            problems.Add("nodes", "is set, but `k3d` makes its own machines. Remove the list and set `k3d.servers` and `k3d.agents`.");
        if (topology.Provider != MachineProvider.K3d && topology.Nodes.Count == 0)
            problems.Add("nodes", $"is empty, but `provider: {name}` needs at least one server. List each machine with `name`, `address` "
                + "and `role`.");

        void Section(string section, object? value, MachineProvider owner)
        {
            var ownerName = ConfigurationNames.Of(owner);
            if (owner == topology.Provider && value is null)
                problems.Add(section, $"is missing, but `provider: {ownerName}` needs it. Add the section; `{section}: {{}}` takes every "
                    + "default.");
            if (owner != topology.Provider && value is not null)
            {
                problems.Add(section, $"is set, but only `provider: {ownerName}` reads it and the provider is "
                    + $"`{ConfigurationNames.Of(topology.Provider)}`. Remove the section or change the provider.");
            }
        }
    }
}
