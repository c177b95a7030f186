using System.Text.RegularExpressions;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>What a pod asks for over the network, as far as its variables and arguments name it.</summary>
static partial class Needs
{
    /// <summary>Services that it names, and DNS.</summary>
    public static IEnumerable<ObjectId> Of(PodView pod) => Named(pod).Select(need => ObjectId.Core("Service", need.Namespace, need.Service)).Distinct()
        .Append(ClusterView.Dns);

    /// <summary>Services that it names, with the place and the port; null where it names none.</summary>
    public static IEnumerable<(string Namespace, string Service, int? Port, string Place)> Named(PodView pod)
    {
        foreach (var container in pod.Containers)
        {
            var texts = container.Spec.Maps("env").Select(variable => (Place: $"env {variable.Text("name")}", Text: variable.Text("value") ?? ""))
                .Concat(container.Spec.Texts("args").Select(argument => (Place: $"args of {container.Name}", Text: argument)));
            foreach (var (place, text) in texts.Where(each => each.Text.Length < 4096))
            {
                foreach (Match match in InCluster().Matches(text))
                    yield return (match.Groups["namespace"].Value, match.Groups["service"].Value, Port(match), place);
                // host:port of a Service in the same namespace.
                foreach (Match match in Near().Matches(text))
                    if (pod.Cluster.Service(pod.Namespace, match.Groups["service"].Value) is not null)
                        yield return (pod.Namespace, match.Groups["service"].Value, Port(match), place);
            }
        }
    }

    static int? Port(Match match) => int.TryParse(match.Groups["port"].Value, out var port) && port is > 0 and <= 65535 ? port : null;

    [GeneratedRegex(@"(?<![a-z0-9.-])(?<service>[a-z0-9]([-a-z0-9]*[a-z0-9])?)\.(?<namespace>[a-z0-9]([-a-z0-9]*[a-z0-9])?)\.svc(\.[a-z0-9.-]+)?(:(?<port>\d{1,5}))?")]
    private static partial Regex InCluster();

    [GeneratedRegex(@"(?<![a-z0-9.-])(?<service>[a-z]([-a-z0-9]*[a-z0-9])?):(?<port>\d{2,5})(?!\d)")]
    private static partial Regex Near();
}
