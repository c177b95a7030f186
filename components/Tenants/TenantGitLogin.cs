using Basecamp.Components.Delivery;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Tenants;

/// <summary>How Argo CD or Flux logs in to a tenant's repository. Goes to the cluster directly.</summary>
static class TenantGitLogin
{
    /// <summary>Name of Flux' Secret, in the tenant's namespace.</summary>
    public const string Name = "tenant-git";

    /// <summary>A repository that only the tenant's project may use.</summary>
    public static SecretArgs ForArgoCd(TenantPlan plan, TenantGitSpec git, string ns) => new()
    {
        Metadata = ObjectMeta.Of($"{plan.Project}-repository", ns, new Dictionary<string, string> { ["argocd.argoproj.io/secret-type"] = "repository" }),
        StringData =
        {
            ["type"] = "git",
            ["url"] = git.Url,
            ["project"] = plan.Project,
            ["username"] = git.Username!,
            ["password"] = Output.CreateSecret(git.Password!.Reveal()),
        },
    };

    public static SecretArgs ForFlux(TenantPlan plan, TenantGitSpec git) => new()
    {
        Metadata = ObjectMeta.Of(Name, plan.Namespaces[0]),
        StringData = { ["username"] = git.Username!, ["password"] = Output.CreateSecret(git.Password!.Reveal()) },
    };
}
