namespace Basecamp.Manifests.Contracts;

/// <summary>A place where values or an object break a contract. Holds no values, which may be secret: only where and why.</summary>
/// <param name="Path">Where, e.g. <c>prometheus.prometheusSpec.retention</c>, <c>spec.ports[0].name</c> or <c>configs.params.server\.insecure</c>
/// (a dot inside a key is escaped).</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Reason">What is wrong, in words.</param>
/// <param name="Suggestion">What was probably meant; null when nothing comes close.</param>
public sealed record ContractViolation(string Path, ContractRule Rule, string Reason, string? Suggestion = null)
{
    /// <summary>Where, as settings are written: a key with dots in brackets and quotes, e.g. <c>configs.params["server.insecure"]</c>.</summary>
    public string SettingPath => ContractPath.ToSettingPath(Path);

    /// <summary><c>path: reason Did you mean suggestion?</c></summary>
    public override string ToString() => Suggestion is null ? $"{Path}: {Reason}" : $"{Path}: {Reason} Did you mean {Suggestion}?";
}
