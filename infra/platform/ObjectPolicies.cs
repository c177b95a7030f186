using System.Collections.Immutable;
using Basecamp.Components.Kyverno;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>Rules for objects: last, so that a rebuilt platform is complete before one can stand in its way.</summary>
static class ObjectPolicies
{
    /// <summary>Installs Kyverno and the rules.</summary>
    public static void Install(PolicySpec policies, PlatformContext platform, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        var kyverno = new Kyverno("kyverno", new() { Platform = platform, Policies = policies, After = after }, child);
        _ = new KyvernoPolicies("policies", new() { Platform = platform, Policies = policies, After = [.. after, kyverno] }, child);
    }
}
