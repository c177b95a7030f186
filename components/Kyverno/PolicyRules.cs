using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Kyverno;

/// <summary>Rules for objects that cannot work, or that could lock the cluster.</summary>
static class PolicyRules
{
    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<PolicySpec>() is not { } policies)
            return;
        var at = problems.At("policies");
        if (policies.FailClosed && !plan.Sizing.IsRedundant)
        {
            at.Add("failClosed", $"is true, but with `profile: {ConfigurationNames.Of(plan.Profile)}` Kyverno runs once: while it restarts, every object would be refused. "
                + "Remove it, or use a profile with several replicas.");
        }
        foreach (var (index, ns) in policies.ExemptNamespaces.Index())
        {
            if (!DnsNames.IsLabel(ns))
                at.Add($"exemptNamespaces[{index}]", $"is {Shown.Text(ns)}, but must be the name of a namespace: {DnsNames.LabelRule}.");
        }
        if (policies.Labels != PolicyMode.Off && policies.RequiredLabels.Count == 0)
            at.Add("requiredLabels", "is empty, so the rule would require nothing. Name labels, or set `labels: off` in quotes.");
        foreach (var (index, label) in policies.RequiredLabels.Index())
        {
            if (!LabelSyntax.IsKey(label))
                at.Add($"requiredLabels[{index}]", $"is {Shown.Text(label)}, which is not a label: {LabelSyntax.KeyRule}.");
        }
        if (policies.SignedImages is { } signed)
            CheckSigned(signed, at.At("signedImages"));
    }

    static void CheckSigned(SignedImagesSpec signed, Problems at)
    {
        if (signed.Patterns.Count == 0)
            at.Add("patterns", "is empty, so nothing would have to be signed. Name images, such as ghcr.io/my-org/*.");
        if (signed.PublicKey is null == (signed.Identity is null))
        {
            at.Add("", $"has {(signed.PublicKey is null ? "neither" : "both")} `publicKey` {(signed.PublicKey is null ? "nor" : "and")} `identity`, but exactly one says who signs. "
                + "Give a key, or an identity that Sigstore vouches for.");
        }
        if (signed.PublicKey is { } key && !key.Contains("BEGIN PUBLIC KEY", StringComparison.Ordinal))
            at.Add("publicKey", "is not a public key in PEM: it begins with -----BEGIN PUBLIC KEY-----.");
    }
}
