using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cli.Diff.Network;

/// <summary>The network policies of a state: those that can be evaluated, and the rest.</summary>
sealed class EvaluatedPolicies
{
    EvaluatedPolicies(IReadOnlyList<DiffObject> evaluated, IReadOnlyDictionary<ObjectId, string> unread) => (Evaluated, Unread) = (evaluated, unread);

    /// <summary>Policies whose effect can be computed.</summary>
    public IReadOnlyList<DiffObject> Evaluated { get; }

    /// <summary>Why the effect of others cannot.</summary>
    public IReadOnlyDictionary<ObjectId, string> Unread { get; }

    /// <summary>The policies without what they say about the other direction, to tell whether anything changed in this one.</summary>
    public IReadOnlyList<DiffObject> Parts(TrafficDirections direction)
    {
        var other = direction == TrafficDirections.Ingress ? "egress" : "ingress";
        return [.. Evaluated.Select(policy => policy with { Body = policy.Body.SetItem("spec", policy.Map("spec").Remove(other).Remove($"{other}Deny")) })];
    }

    /// <summary>The same policies, and default deny for <paramref name="namespaces"/>.</summary>
    public EvaluatedPolicies Isolating(IEnumerable<string> namespaces) => new([.. Evaluated, .. namespaces.Select(DefaultDeny)], Unread);

    static DiffObject DefaultDeny(string ns)
    {
        var none = ImmutableDictionary<string, object>.Empty;
        return new(new("networking.k8s.io", "NetworkPolicy", ns, "(nothing there)"), ns, "", none
            .Add("apiVersion", "networking.k8s.io/v1")
            .Add("kind", "NetworkPolicy")
            .Add("metadata", none.Add("name", "(nothing there)").Add("namespace", ns))
            .Add("spec", none.Add("podSelector", none).Add("policyTypes", ImmutableArray.Create<object>("Ingress", "Egress"))));
    }

    /// <summary>Whether an object is a network policy of any engine.</summary>
    public static bool IsPolicy(ObjectId id) => id.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal) || id.Kind == "NetworkPolicySet";

    /// <summary>Whether a state asks for Cilium's semantics.</summary>
    public static bool HasCilium(DiffSide side) => side.Objects.Any(each => IsPolicy(each.Id) && each.Id.Group == "cilium.io");

    /// <summary>Sorts the policies of <paramref name="side"/>.</summary>
    public static EvaluatedPolicies Of(DiffSide side, PolicyEngine engine)
    {
        var evaluated = new List<DiffObject>();
        var unread = new Dictionary<ObjectId, string>();
        foreach (var policy in side.Objects.Where(each => IsPolicy(each.Id)))
        {
            if (ProblemOf(policy, engine) is { } problem)
                unread[policy.Id] = problem;
            else
                evaluated.Add(policy);
        }
        return new(evaluated, unread);
    }

    // One that cannot be read must not hide what all others do.
    static string? ProblemOf(DiffObject policy, PolicyEngine engine)
    {
        try
        {
            ReachabilityModel.From([policy.Body], [], engine);
            return null;
        }
        catch (InvalidPolicyException exception)
        {
            return exception.Problems[0];
        }
    }
}
