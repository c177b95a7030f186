using System.Collections.Immutable;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Secrets;
using Basecamp.Components.Vault;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>Where secrets of apps come from.</summary>
static class SecretStores
{
    /// <summary>Installs what the settings ask for.</summary>
    public static void Install(
        SecretsSpec secrets, PlatformContext platform, StorageClasses classes, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        if (secrets.Sealed is { } sealedSecrets)
            _ = new SealedSecrets("sealed-secrets", new() { Platform = platform, Spec = sealedSecrets, After = after }, child);
        var vault = secrets.Vault is { } spec
            ? new Vault("vault", new() { Platform = platform, Spec = spec, Classes = classes, After = after }, child)
            : null;
        if (secrets.External is { } external)
            _ = new ExternalSecrets(
                "external-secrets",
                new() { Platform = platform, Spec = external, Vault = vault, After = vault is null ? after : [.. after, vault] },
                child);
    }
}
