using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Settings;

/// <summary>What Argo CD and Flux read, and who may use them.</summary>
static class GitOpsRules
{
    public static void Check(PlatformSettings settings, Problems problems)
    {
        if (settings.Git is { } git)
            Check(git, problems.At("git"));
        if (settings.Argocd is { Admin: false, Oidc: null })
            problems.Add("argocd.admin", "is false, but there is no `oidc` either, so no one could sign in. Add `oidc:`, or remove `admin: false`.");
        if (settings.Argocd?.Oidc is { } oidc && (!UrlText.IsPlainHttp(oidc.Issuer, out var issuer, out _) || issuer.Scheme != "https"))
            problems.Add("argocd.oidc.issuer", $"is {Shown.Text(oidc.Issuer)}, but must be a URL that begins with https://.");
        CidrRules.Check(settings.Argocd?.Networks, problems.At("argocd.networks"));
        CidrRules.Check(settings.Flux?.Networks, problems.At("flux.networks"));
    }

    static void Check(GitSource git, Problems at)
    {
        for (var index = 0; index < git.Environments.Count; index++)
        {
            var environment = git.Environments[index];
            if (!DnsNames.IsLabel(environment.Name))
                at.Add($"environments[{index}].name", $"is {Shown.Text(environment.Name)}, but must be a DNS label such as production: lower-case letters, digits and hyphens.");
            if (git.Environments.Take(index).Any(before => before.Name == environment.Name))
                at.Add($"environments[{index}].name", $"is {Shown.Text(environment.Name)}, which another environment is called too. Give it another name.");
        }
    }
}
