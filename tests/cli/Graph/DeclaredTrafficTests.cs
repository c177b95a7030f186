using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Connections;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Topology.Validation;
using Basecamp.Components.Workloads;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Tests.Graph;

/// <summary>
/// What the rendered policies of stack <c>ha</c> allow between namespaces is what components declared, no more and no less: the evaluator reads
/// the objects, this reads the declarations.
/// </summary>
public sealed class DeclaredTrafficTests
{
    // Declared by PostgresCluster in its own plan: the operator asks instances how they are, Prometheus reads them.
    static readonly string[] OfPostgres =
    [
        "cnpg-system/cnpg-cloudnative-pg -> postgres-core/postgres: 8000/TCP", "monitoring-system/prometheus-kube-prometheus-stack -> postgres-core/postgres: 9187/TCP",
    ];

    [Fact]
    public async Task Nothing_is_allowed_between_namespaces_that_nobody_declared()
    {
        var (stack, paths) = await Ha();
        var facts = new Declarations(stack);
        Assert.Equal("", string.Join('\n', paths
            .SelectMany(path => path.Ports.Split(", ").Select(port => (path.From, path.To, Port: port)))
            .Where(path => facts.AreManaged(path.From, path.To) && !facts.Allow(path.From, path.To, path.Port))
            .Select(path => $"{path.From} -> {path.To}: {path.Port}")
            .Except(OfPostgres)));
    }

    [Fact]
    public async Task Everything_that_a_connection_declares_is_allowed()
    {
        var (stack, paths) = await Ha();
        var allowed = paths.SelectMany(path => path.Ports.Split(", ").Select(port => $"{path.From} -> {path.To}: {port}")).ToHashSet();
        var facts = new Declarations(stack);
        var declared = facts.OfConnections().ToList();
        Assert.NotEmpty(declared);
        Assert.Equal("", string.Join('\n', declared.Where(path => !allowed.Contains(path))));
    }

    [Fact]
    public async Task Traffic_that_nobody_declared_would_be_found()
    {
        var facts = new Declarations((await Ha()).Stack);
        Assert.False(facts.Allow("velero-system/velero", "triage-db-core/triage-db", "5432/TCP"));
        Assert.True(facts.AreManaged("velero-system/velero", "triage-db-core/triage-db"));
    }

    static async Task<(RecordedStack Stack, IReadOnlyList<GraphPath> Paths)> Ha()
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null);
        var run = await OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default);
        return (run.Stack, GraphReader.Read(run.Stack, HomelabConfiguration.Parse(file.Config[HomelabConfiguration.DefaultRootPath])).Paths);
    }

    /// <summary>What components said, without a look at what was rendered.</summary>
    sealed class Declarations
    {
        readonly Dictionary<string, RecordedWorkload> workloads;
        readonly Dictionary<string, ManagedNamespace> namespaces;
        readonly List<Connection> connections;

        public Declarations(RecordedStack stack)
        {
            var components = stack.Resources.Select(resource => resource.Resource).ToList();
            workloads = RecordedWorkloads.Of(stack, KubernetesManifests.From(stack)).ToDictionary(workload => workload.Id);
            namespaces = components.OfType<ManagedNamespace>().ToDictionary(ns => ns.FullName);
            connections = [.. components.OfType<Connection>()];
        }

        /// <summary>Whether both are pods of different namespaces that basecamp manages, in the pod network.</summary>
        public bool AreManaged(string from, string to) =>
            workloads.TryGetValue(from, out var source) && workloads.TryGetValue(to, out var target)
            && source.Namespace != target.Namespace && namespaces.ContainsKey(source.Namespace) && namespaces.ContainsKey(target.Namespace)
            && !source.HostNetwork && !target.HostNetwork;

        public bool Allow(string from, string to, string port)
        {
            var (source, target) = (workloads[from], workloads[to]);
            return connections.Exists(each => Matches(each.From, source) && Matches(each.To, target) && Has(each.Ports, port))
                || (namespaces[source.Namespace].Rules.Any(rule => Says(rule, Direction.Egress, source, target, port))
                    && namespaces[target.Namespace].Rules.Any(rule => Says(rule, Direction.Ingress, target, source, port)));
        }

        public IEnumerable<string> OfConnections() =>
            from connection in connections
            from source in workloads.Values.Where(workload => Matches(connection.From, workload))
            from target in workloads.Values.Where(workload => Matches(connection.To, workload))
            where AreManaged(source.Id, target.Id)
            from port in connection.Ports
            where target.Ports.Any(listening => listening.Number == port.Number)
            select $"{source.Id} -> {target.Id}: {port.Number.ToString(CultureInfo.InvariantCulture)}/{port.Protocol.ToString().ToUpperInvariant()}";

        static bool Says(NetworkRule rule, Direction direction, RecordedWorkload subject, RecordedWorkload peer, string port) =>
            rule.Direction == direction && Selects(rule.Subject, subject) && (rule.Ports.IsEmpty || Has(rule.Ports, port)) && rule.Peer switch
            {
                Peer.AllPods or Peer.Anyone => true,
                Peer.Pods pods => Matches(pods, peer),
                _ => false,
            };

        static bool Matches(Peer.Pods pods, RecordedWorkload workload) => pods.Namespace == workload.Namespace && Selects(pods.Labels, workload);

        static bool Selects(ImmutableSortedDictionary<string, string> labels, RecordedWorkload workload) =>
            labels.All(label => workload.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

        // Ports in a picture carry their name.
        static bool Has(ImmutableArray<WorkloadPort> ports, string shown) => ports.Any(port => shown.StartsWith(port.ToString(), StringComparison.Ordinal));
    }
}
