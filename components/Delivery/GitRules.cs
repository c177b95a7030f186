using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Delivery;

/// <summary>What Argo CD or Flux reads.</summary>
public static class GitRules
{
    /// <summary>Finds what is wrong with a source.</summary>
    /// <param name="git">The source.</param>
    /// <param name="at">Where findings go.</param>
    public static void Check(GitSource git, Problems at)
    {
        for (var index = 0; index < git.Environments.Count; index++)
        {
            var environment = git.Environments[index];
            if (!DnsNames.IsLabel(environment.Name))
                at.Add($"environments[{index}].name", $"is {Shown.Text(environment.Name)}, but must be a DNS label such as production: "
                    + "lower-case letters, digits and hyphens.");
            if (git.Environments.Take(index).Any(before => before.Name == environment.Name))
                at.Add($"environments[{index}].name", $"is {Shown.Text(environment.Name)}, which another environment is called too. Give it another name.");
        }
    }
}
