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
