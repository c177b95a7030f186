using Basecamp.Components.Parts;
using Pulumi;

namespace Basecamp.Components.Kyverno;

/// <summary>
/// The rules for objects. A unit of its own, after Kyverno, whose webhook checks them, and after everything else of the platform, so that a
/// rebuilt cluster is complete before a rule can stand in its way.
/// </summary>
public sealed class KyvernoPolicies : PlatformComponent
{
    /// <summary>Declares the rules.</summary>
    public KyvernoPolicies(string name, KyvernoArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:KyvernoPolicies", name, args, options)
    {
        foreach (var (policy, content) in PolicyObjects.For(args.Policies))
            Custom(policy, content);
        Deliver();
    }
}
