using Basecamp.Components.Topology;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Platform;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>A stack as its file describes it, as far as a recovery changes it.</summary>
/// <param name="Name">Name of the stack.</param>
/// <param name="Topology">The machines.</param>
/// <param name="Platform">The platform; null when another stack owns it.</param>
/// <param name="Apps">The apps; null when another stack owns them.</param>
sealed record RecoverableStack(string Name, HomelabTopology Topology, PlatformSettings? Platform, AppsSettings? Apps)
{
    /// <summary>A command that sets one value of the stack file.</summary>
    public string Set(string path, string value) => $"pulumi config set --stack {Name} --path '{path}' {value}";

    /// <summary>A command that removes one value of the stack file.</summary>
    public string Remove(string path) => $"pulumi config rm --stack {Name} --path '{path}'";
}
