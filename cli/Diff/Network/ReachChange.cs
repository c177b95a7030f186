using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Graph;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cli.Diff.Network;

/// <summary>Who can reach whom in one state and not in the other, computed as the policies are enforced.</summary>
sealed class ReachChange
{
    // Explaining a path costs more than finding it; beyond this nobody reads explanations.
    const int MaximumExplained = 400;

    const int MaximumPairs = 300;

    /// <summary>Allowed from now on.</summary>
    public IReadOnlyList<ReachPath> Gained { get; private init; } = [];

    /// <summary>No longer allowed.</summary>
    public IReadOnlyList<ReachPath> Lost { get; private init; } = [];

    /// <summary>What the receiver accepts from now on, or the sender may send, while the other side's policies still stop it.</summary>
    public IReadOnlyList<ReachPath> OneSided { get; private init; } = [];

    /// <summary>Pods that default deny protected from incoming traffic, and no longer does.</summary>
    public IReadOnlySet<string> OpenIngress { get; private init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Pods that default deny kept from sending, and no longer does.</summary>
    public IReadOnlySet<string> OpenEgress { get; private init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Every pod asked about, by namespace.</summary>
    public ILookup<string, string> Pods { get; private init; } = Array.Empty<string>().ToLookup(_ => "");

    /// <summary>Policies of the new state whose effect cannot be computed, and why.</summary>
    public IReadOnlyDictionary<ObjectId, string> Unread { get; private init; } = ImmutableDictionary<ObjectId, string>.Empty;

    /// <summary>Compares two states.</summary>
    public static ReachChange Of(DiffSide before, DiffSide after)
    {
        var engine = EvaluatedPolicies.HasCilium(before) || EvaluatedPolicies.HasCilium(after) ? PolicyEngine.Cilium : PolicyEngine.Kubernetes;
        var (old, current) = (EvaluatedPolicies.Of(before, engine), EvaluatedPolicies.Of(after, engine));
        if (old.Evaluated.Count + current.Evaluated.Count == 0 || AreEqual(before, after, old, current))
            return new() { Unread = current.Unread };
        var endpoints = new NetworkEndpoints(before, after, [.. old.Evaluated, .. current.Evaluated]);
        // Who does not exist talks to nobody, so that what comes with a new namespace shows.
        var (inOld, inNew) = (NamespacesOf(before), NamespacesOf(after));
        old = old.Isolating(inNew.Except(inOld));
        current = current.Isolating(inOld.Except(inNew));
        var (oldModel, newModel) = (Model(before, old, endpoints, engine, isAfter: false), Model(after, current, endpoints, engine, isAfter: true));
        var (oldPaths, newPaths) = (Paths(oldModel), Paths(newModel));
        var (oldOpen, newOpen) = (Open(oldModel), Open(newModel));
        var gained = Difference(newModel, newPaths, oldPaths, endpoints);
        var effective = gained.Select(path => (path.From.Id, path.To.Id)).ToHashSet();
        return new()
        {
            Gained = gained,
            OneSided =
            [
                .. new[] { TrafficDirections.Ingress, TrafficDirections.Egress }.SelectMany(OneSide)
                    .Where(path => !effective.Contains((path.From.Id, path.To.Id)) && !newOpen.Ingress.Contains(path.To.Id) && !newOpen.Egress.Contains(path.From.Id))
            ],
            Lost = Difference(oldModel, oldPaths, newPaths, endpoints),
            OpenIngress = newOpen.Ingress.Except(oldOpen.Ingress),
            OpenEgress = newOpen.Egress.Except(oldOpen.Egress),
            Pods = newModel.Endpoints.OfType<PodGroup>().ToLookup(pods => pods.Namespace, pods => pods.Id),
            Unread = current.Unread,
        };

        List<ReachPath> OneSide(TrafficDirections direction)
        {
            // Without rules on the receiving side every pair comes into question, which is worth it for small clusters only.
            if (SameBodies(old.Parts(direction), current.Parts(direction))
                || (direction == TrafficDirections.Egress && newModel.Endpoints.Count > MaximumPairs))
                return [];
            var first = Model(before, old, endpoints, engine, isAfter: false, direction);
            var second = Model(after, current, endpoints, engine, isAfter: true, direction);
            return Difference(second, Paths(second), Paths(first), endpoints);
        }
    }

    // Labels of namespaces and pods decide whom a policy selects; nothing else does.
    static bool AreEqual(DiffSide before, DiffSide after, EvaluatedPolicies old, EvaluatedPolicies current) =>
        SameBodies(old.Evaluated, current.Evaluated) && SameBodies(Selected(before), Selected(after));

    static HashSet<string> NamespacesOf(DiffSide side) =>
        [.. side.Objects.Select(each => each.Id is { Group: "", Kind: "Namespace" } ? each.Id.Name : each.Id.Namespace).OfType<string>()];

    static List<DiffObject> Selected(DiffSide side) =>
        [.. side.Objects.Where(each => each.Id is { Group: "", Kind: "Namespace" } || RecordedWorkloads.Of(each.Body) is not null)];

    static bool SameBodies(IReadOnlyList<DiffObject> before, IReadOnlyList<DiffObject> after)
    {
        var bodies = before.ToLookup(each => each.Id, each => each.Body);
        return before.Count == after.Count && after.All(each => bodies[each.Id].Any(body => Diff.Model.Values.AreEqual(body, each.Body)));
    }

    static ReachabilityModel Model(
        DiffSide side,
        EvaluatedPolicies policies,
        NetworkEndpoints endpoints,
        PolicyEngine engine,
        bool isAfter,
        TrafficDirections directions = TrafficDirections.Both)
    {
        var namespaces = side.Objects.Where(each => each.Id is { Group: "", Kind: "Namespace" }).DistinctBy(each => each.Id).ToList();
        var known = namespaces.Select(each => each.Id.Name).ToHashSet(StringComparer.Ordinal);
        var noLabels = new Dictionary<string, string>();
        return ReachabilityModel.From(
            policies.Evaluated.Concat(namespaces).Select(each => each.Body),
            endpoints.Of(isAfter),
            engine,
            new()
            {
                Directions = directions,
                Namespaces = endpoints.Namespaces.Where(name => !known.Contains(name))
                    .ToDictionary(name => name, IReadOnlyDictionary<string, string> (_) => noLabels),
            });
    }

    static Dictionary<(string From, string To, int Port, NetworkProtocol Protocol), ReachabilityEntry> Paths(ReachabilityModel model) =>
        model.Matrix().Entries.ToDictionary(entry => (entry.From.Id, entry.To.Id, entry.Port.Number, entry.Port.Protocol));

    static List<ReachPath> Difference(
        ReachabilityModel model,
        Dictionary<(string, string, int, NetworkProtocol), ReachabilityEntry> paths,
        Dictionary<(string, string, int, NetworkProtocol), ReachabilityEntry> others,
        NetworkEndpoints endpoints)
    {
        var found = new List<ReachPath>();
        foreach (var (key, entry) in paths)
        {
            if (entry.From.Id == entry.To.Id && entry.From.Id.EndsWith(NetworkEndpoints.OtherPods, StringComparison.Ordinal)
                || (others.TryGetValue(key, out var other) && !IsMore(entry, other)))
                continue;
            var rule = found.Count < MaximumExplained ? RuleOf(model.Evaluate(entry.From, entry.To, entry.Port.Number, entry.Port.Protocol)) : "";
            found.Add(new(Party(entry.From, endpoints), Party(entry.To, endpoints), Text(entry), rule));
        }
        return found;
    }

    // Partly is less than allowed; with limits on both sides, the new ones count only where they name something more.
    static bool IsMore(ReachabilityEntry entry, ReachabilityEntry other) =>
        entry.Verdict == other.Verdict
            ? Limits(entry).Except(Limits(other)).Any() || (Limits(other).Count > 0 && Limits(entry).Count == 0)
            : entry.Verdict == Verdict.Allowed || other.Verdict == Verdict.Partly && entry.Verdict == Verdict.Unknown;

    static HashSet<string> Limits(ReachabilityEntry entry) =>
        [.. entry.Notes.SelectMany(note => note.StartsWith("only ", StringComparison.Ordinal) ? note[5..].Split(", ") : [note])];

    static string Text(ReachabilityEntry entry)
    {
        var port = PolicyPorts.Shown(entry.Port);
        return (entry.Verdict, entry.Notes.Count) switch
        {
            (Verdict.Unknown, _) => $"{port} (perhaps)",
            (_, > 0) => $"{port} ({string.Join("; ", entry.Notes)})",
            _ => port,
        };
    }

    static string RuleOf(Reach reach) =>
        reach.Ingress.Concat(reach.Egress).FirstOrDefault(reason => reason.StartsWith("allowed by ", StringComparison.Ordinal))?["allowed by ".Length..] ?? "";

    static ReachParty Party(Endpoint endpoint, NetworkEndpoints endpoints) => new(endpoints.Shown(endpoint.Id), (endpoint as PodGroup)?.Namespace);

    static (ImmutableHashSet<string> Ingress, ImmutableHashSet<string> Egress) Open(ReachabilityModel model)
    {
        var (ingress, egress) = (ImmutableHashSet.CreateBuilder<string>(), ImmutableHashSet.CreateBuilder<string>());
        foreach (var pods in model.Endpoints.OfType<PodGroup>())
        {
            var isolated = model.IsIsolated(pods);
            if (!isolated.Ingress)
                ingress.Add(pods.Id);
            if (!isolated.Egress)
                egress.Add(pods.Id);
        }
        return (ingress.ToImmutable(), egress.ToImmutable());
    }
}
