using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Testing.Reachability;

namespace Basecamp.Cli.Diff.Network;

/// <summary>The network policies of a state: those that can be evaluated, and the rest.</summary>
sealed class PolicyObjects
{
    PolicyObjects(IReadOnlyList<DiffObject> evaluated, IReadOnlyDictionary<ObjectId, string> unread) => (Evaluated, Unread) = (evaluated, unread);

    /// <summary>Policies whose effect can be computed.</summary>
    public IReadOnlyList<DiffObject> Evaluated { get; }

    /// <summary>Why the effect of others cannot.</summary>
    public IReadOnlyDictionary<ObjectId, string> Unread { get; }

    /// <summary>The same policies as if they spoke of one direction only.</summary>
    /// <param name="direction"><c>ingress</c> or <c>egress</c>.</param>
    public PolicyObjects Only(string direction)
    {
        var other = direction == "ingress" ? "egress" : "ingress";
        return new([.. Evaluated.Select(policy => Without(policy, other)).OfType<DiffObject>()], Unread);
    }

    /// <summary>The same policies, and default deny for <paramref name="namespaces"/>.</summary>
    public PolicyObjects Isolating(IEnumerable<string> namespaces) => new([.. Evaluated, .. namespaces.Select(DefaultDeny)], Unread);

    static DiffObject DefaultDeny(string ns)
    {
        var none = ImmutableDictionary<string, object>.Empty;
        return new(new("networking.k8s.io", "NetworkPolicy", ns, "(nothing there)"), ns, "", none
            .Add("apiVersion", "networking.k8s.io/v1")
            .Add("kind", "NetworkPolicy")
            .Add("metadata", none.Add("name", "(nothing there)").Add("namespace", ns))
            .Add("spec", none.Add("podSelector", none).Add("policyTypes", ImmutableArray.Create<object>("Ingress", "Egress"))));
    }

    static DiffObject? Without(DiffObject policy, string direction)
    {
        var spec = policy.Map("spec").Remove(direction).Remove($"{direction}Deny");
        if (policy.Id.Group == "cilium.io")
        {
            // One that says nothing about the rest is refused as a mistake, and several in one object are too rare to take apart.
            var isEmpty = !spec.Keys.Any(key => key.StartsWith("ingress", StringComparison.Ordinal) || key.StartsWith("egress", StringComparison.Ordinal));
            return isEmpty || policy.Body.ContainsKey("specs") ? null : policy with { Body = policy.Body.SetItem("spec", spec) };
        }
        var types = Values.Texts(policy.At("spec", "policyTypes")).ToList();
        // Not said, a policy is for ingress, and for egress where it has such rules.
        if (types.Count == 0)
            types = policy.At("spec", "egress") is null ? ["Ingress"] : ["Ingress", "Egress"];
        types.RemoveAll(type => type.Equals(direction, StringComparison.OrdinalIgnoreCase));
        return types.Count == 0
            ? null
            : policy with { Body = policy.Body.SetItem("spec", spec.SetItem("policyTypes", types.ToImmutableArray<object>())) };
    }

    /// <summary>Whether an object is a network policy of any engine.</summary>
    public static bool IsPolicy(ObjectId id) => id.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal) || id.Kind == "NetworkPolicySet";

    /// <summary>Whether a state asks for Cilium's semantics.</summary>
    public static bool HasCilium(DiffSide side) => side.Objects.Any(each => IsPolicy(each.Id) && each.Id.Group == "cilium.io");

    /// <summary>Sorts the policies of <paramref name="side"/>.</summary>
    public static PolicyObjects Of(DiffSide side, PolicyEngine engine)
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
