using Basecamp.Manifests.Reachability;
using FsCheck;
using FsCheck.Fluent;

namespace Basecamp.Manifests.Tests.Reachability;

public class RandomClusterTests
{
    [Theory]
    [InlineData(PolicyEngine.Kubernetes)]
    [InlineData(PolicyEngine.Cilium)]
    public void Every_verdict_is_what_the_definition_says(PolicyEngine engine) => ForEvery(engine, (cluster, model, endpoints) =>
    {
        foreach (var (from, to, port) in Connections(cluster))
        {
            var expected = BruteForce.Decide(cluster, from, to, port);
            var reach = model.Evaluate(endpoints[from.Id], endpoints[to.Id], port.Number, port.Protocol);
            Assert.True(expected == reach.Verdict, $"expected {expected}, but\n{reach}");
        }
    });

    [Theory]
    [InlineData(PolicyEngine.Kubernetes)]
    [InlineData(PolicyEngine.Cilium)]
    public void The_matrix_holds_exactly_what_single_questions_answer(PolicyEngine engine) => ForEvery(engine, (cluster, model, endpoints) =>
    {
        var expected = Connections(cluster)
            .Select(connection => (connection.From, connection.To, connection.Port, Verdict: BruteForce.Decide(cluster, connection.From, connection.To, connection.Port)))
            .Where(connection => connection.Verdict is not (Verdict.Denied or Verdict.OwnNode))
            .Select(connection => $"{connection.From.Id} {connection.To.Id} {connection.Port} {connection.Verdict}");

        var found = model.Matrix().Entries.Select(entry => $"{entry.From} {entry.To} {entry.Port} {entry.Verdict}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Random_clusters_have_every_verdict()
    {
        var seen = new HashSet<Verdict>();
        ForEvery(PolicyEngine.Cilium, (cluster, _, _) =>
        {
            foreach (var (from, to, port) in Connections(cluster))
                seen.Add(BruteForce.Decide(cluster, from, to, port));
        });

        Assert.Equal(Enum.GetValues<Verdict>(), seen.Order());
    }

    static void ForEvery(PolicyEngine engine, Action<RandomCluster, ReachabilityModel, Dictionary<string, Endpoint>> check) =>
        Prop.ForAll(RandomCluster.Of(engine), cluster =>
        {
            var endpoints = cluster.Machines.Select(EndpointOf).ToDictionary(endpoint => endpoint.Id);
            check(cluster, ReachabilityModel.From(
                RandomClusterManifests.Of(cluster), endpoints.Values, engine, new() { PodCidrs = ["10.42.0.0/16"] }), endpoints);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    static IEnumerable<(Machine From, Machine To, EndpointPort Port)> Connections(RandomCluster cluster) =>
        from source in cluster.Machines
        from target in cluster.Machines
        where source.Namespace is not null || target.Namespace is not null
        from port in target.Ports
        select (source, target, port);

    static Endpoint EndpointOf(Machine machine) => machine switch
    {
        { Namespace: { } ns } => new PodGroup(ns, machine.Id.Split('/')[1], machine.Labels, machine.Ports),
        { Id: "node" } => new NodeGroup("node", [machine.Address], machine.Ports),
        _ => new ExternalAddresses(machine.Id, [machine.Address], machine.Ports),
    };
}
