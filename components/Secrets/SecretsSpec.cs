using Basecamp.Components.Vault;

namespace Basecamp.Components.Secrets;

/// <summary>Where secrets of apps come from: the value of <c>basecamp:platform.secrets</c>. Each part is off unless it is there.</summary>
public sealed record SecretsSpec
{
    /// <summary>Sealed Secrets: encrypted Secrets that may be in git. Default: not installed.</summary>
    public SealedSecretsSpec? Sealed { get; init; }

    /// <summary>External Secrets: Secrets copied from a store of secrets. Default: not installed.</summary>
    public ExternalSecretsSpec? External { get; init; }

    /// <summary>Vault, a store of secrets, in this cluster. Default: not installed.</summary>
    public VaultSpec? Vault { get; init; }
}

/// <summary>Sealed Secrets.</summary>
public sealed record SealedSecretsSpec
{
    /// <summary>
    /// Days after which a new key encrypts; old ones stay and go on decrypting. Default 30. 0 for one key for ever, which makes keeping a copy of it
    /// simple.
    /// </summary>
    public int KeyRenewalDays { get; init; } = 30;
}

/// <summary>External Secrets.</summary>
public sealed record ExternalSecretsSpec
{
    /// <summary>
    /// Path of Vault's key-value engine, version 2, that the store <c>vault</c> reads from. Default <c>secret</c>. Only used where there is a Vault.
    /// </summary>
    public string VaultPath { get; init; } = "secret";
}
