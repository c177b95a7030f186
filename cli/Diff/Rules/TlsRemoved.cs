using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG044: traffic is no longer encrypted.</summary>
sealed class TlsRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG044";

    /// <inheritdoc/>
    public override string Title => "TLS removed";

    /// <inheritdoc/>
    public override string Why => "Passwords and sessions travel in plain text.";

    /// <inheritdoc/>
    public override string Remedy => "Keep TLS, or end it no earlier than before.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change is not { Kind: ChangeKind.Changed, Before: { } before, After: { } after })
            yield break;
        var hosts = Encrypted(before).Except(Encrypted(after)).ToList();
        if (hosts.Count > 0)
            yield return Found(Severity.Danger, change, $"no longer has TLS for {RuleText.List(hosts)}.");
    }

    static IEnumerable<string> Encrypted(DiffObject route) => (route.Id.Group, route.Id.Kind) switch
    {
        ("networking.k8s.io", "Ingress") => route.Maps("spec", "tls").SelectMany(tls => tls.Texts("hosts").DefaultIfEmpty("every host name")),
        ("gateway.networking.k8s.io", "Gateway") => route.Maps("spec", "listeners")
            .Where(listener => listener.Text("protocol") is "HTTPS" or "TLS").Select(listener => $"listener {listener.Text("name")}"),
        ("traefik.io", "IngressRoute" or "IngressRouteTCP") when route.At("spec", "tls") is not null => ["all its routes"],
        _ => [],
    };
}
