using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG023: a Service or route is published outside of the cluster.</summary>
sealed class ServiceExposed : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG023";

    /// <inheritdoc/>
    public override string Title => "Published outside of the cluster";

    /// <inheritdoc/>
    public override string Why => "What was internal gets an address or a port on every node, or a name for everyone.";

    /// <inheritdoc/>
    public override string Remedy => "Make sure it is meant for everyone, asks who they are, and has TLS.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.After is not { } after)
            yield break;
        if (change.Id is { Group: "", Kind: "Service" } && after.Text("spec", "type") is "LoadBalancer" or "NodePort")
        {
            var (old, current) = (change.Before?.Text("spec", "type") ?? "ClusterIP", after.Text("spec", "type"));
            if (old is not ("LoadBalancer" or "NodePort"))
            {
                var message = change.Before is null ? $"is new, of type {RuleText.Code(current)}." : $"{RuleText.Code("spec.type")}: {RuleText.Change(old, current)}.";
                yield return Found(Severity.Danger, change, message);
            }
            else if (change.Fields.Any(field => field.Kind == ChangeKind.Removed && field.Path.Is("spec.loadBalancerSourceRanges")))
                yield return Found(Severity.Danger, change, "is no longer limited to source addresses.");
        }
        var hosts = Hosts(after).Except(Hosts(change.Before)).ToList();
        if (hosts.Count > 0)
            yield return Found(Severity.Caution, change, $"publishes {RuleText.List(hosts)}.");
    }

    static IEnumerable<string> Hosts(DiffObject? route) => (route?.Id.Group, route?.Id.Kind) switch
    {
        ("networking.k8s.io", "Ingress") => route.Maps("spec", "rules").Select(rule => rule.Text("host") ?? "every host name"),
        ("gateway.networking.k8s.io", "HTTPRoute" or "GRPCRoute" or "TLSRoute") => PlainValues.TextsIn(route.At("spec", "hostnames")),
        ("traefik.io", "IngressRoute") => route.Maps("spec", "routes").Select(rule => rule.Text("match") ?? ""),
        _ => [],
    };
}
