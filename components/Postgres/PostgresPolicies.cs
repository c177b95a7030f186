using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Postgres;

/// <summary>Who may talk to a cluster, and whom it talks to, besides the operator and the archive.</summary>
static class PostgresPolicies
{
    public static ImmutableArray<NetworkRule> For(PostgresPlan plan, PostgresClusterArgs args)
    {
        var name = plan.Name;
        var instances = new Peer.Pods(plan.Namespace, PostgresPlan.InstanceLabels(name));
        ImmutableArray<WorkloadPort> peers = [new("", PostgresCluster.Port), new("", PostgresCluster.StatusPort)];
        var rules = ImmutableArray.CreateBuilder<NetworkRule>();

        // Replication, and the check whether an isolated primary still sees the others.
        rules.Add(new($"{name}-replication-in", Direction.Ingress, instances, peers) { Subject = instances.Labels });
        rules.Add(new($"{name}-replication-out", Direction.Egress, instances, peers) { Subject = instances.Labels });
        // Every instance reads its Cluster, and the primary holds a lease.
        rules.Add(NetworkRule.ToApiServer with { Name = $"{name}-api-server", Subject = instances.Labels });
        rules.Add(NetworkRule.FromPrometheus(PostgresCluster.MetricsPort) with { Name = $"{name}-metrics", Subject = instances.Labels });
        if (plan.Pooler is not null)
            AddPooler(rules, plan, instances);
        foreach (var (index, client) in Clients(plan, args).Index())
            rules.AddRange(FromClient(plan, client, index));
        return rules.ToImmutable();
    }

    static void AddPooler(ImmutableArray<NetworkRule>.Builder rules, PostgresPlan plan, Peer.Pods instances)
    {
        var (name, pooler) = (plan.Name, new Peer.Pods(plan.Namespace, PostgresPlan.PoolerLabels(plan.Name)));
        ImmutableArray<WorkloadPort> port = [new("", PostgresCluster.Port)];
        rules.Add(new($"{name}-pooler-in", Direction.Ingress, pooler, port) { Subject = instances.Labels });
        rules.Add(new($"{name}-pooler-out", Direction.Egress, instances, port) { Subject = pooler.Labels });
        rules.Add(NetworkRule.ToApiServer with { Name = $"{name}-pooler-api-server", Subject = pooler.Labels });
        rules.Add(NetworkRule.FromPrometheus(PostgresCluster.PoolerMetricsPort) with { Name = $"{name}-pooler-metrics", Subject = pooler.Labels });
    }

    static IEnumerable<Peer.Pods> Clients(PostgresPlan plan, PostgresClusterArgs args) => args.AllowFrom.Concat(plan.Spec.AllowFrom.Select(client => client.Peer));

    static IEnumerable<NetworkRule> FromClient(PostgresPlan plan, Peer.Pods client, int index)
    {
        ImmutableArray<WorkloadPort> port = [new("", PostgresCluster.Port)];
        var name = $"{plan.Name}-from-{client.Namespace}-{index}";
        yield return new(name, Direction.Ingress, client, port) { Subject = PostgresPlan.InstanceLabels(plan.Name) };
        if (plan.Pooler is not null)
            yield return new($"{name}-pooler", Direction.Ingress, client, port) { Subject = PostgresPlan.PoolerLabels(plan.Name) };
    }
}
