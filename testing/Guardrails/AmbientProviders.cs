namespace Basecamp.Testing.Guardrails;

/// <summary>
/// BC014: a resource that goes to the default provider of its package although the program made one of its own. The default provider of Kubernetes
/// talks to whatever cluster the current kubeconfig names, so such a resource lands in another cluster, or fails where there is none.
/// </summary>
/// <remarks>
/// A component of a provider's own, such as <c>Yaml.V2.ConfigGroup</c> or <c>Helm.V4.Chart</c>, inherits no provider from its parent: it has to name
/// one in its own options.
/// </remarks>
public sealed class AmbientProviders : IGuardrail
{
    /// <inheritdoc/>
    public string Id => "BC014";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var own = stack.Resources
            .Where(resource => resource.ProviderPackage is not null)
            .ToLookup(resource => resource.ProviderPackage!, StringComparer.Ordinal);
        foreach (var resource in stack.Resources.Where(resource => IsMadeByProvider(resource) && resource.Provider is null))
        {
            if (own[resource.Package].FirstOrDefault() is not { } provider)
                continue;
            var why = resource.IsRemote ? ": a component that the provider makes inherits none from its parent" : "";
            yield return new(Id, resource,
                $"no provider is named{why}. It goes to the default one, not to '{provider.Name}'.",
                "Set Provider in its own options, or in those of a component above it where it is not remote.");
        }
    }

    static bool IsMadeByProvider(RecordedResource resource) => resource.IsRegistered && !resource.IsProvider && (!resource.IsComponent || resource.IsRemote);
}
