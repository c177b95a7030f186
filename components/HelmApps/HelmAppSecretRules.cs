using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.HelmApps;

/// <summary>Secrets of an app: that Kubernetes takes them, and that every key has one value.</summary>
static partial class HelmAppSecretRules
{
    static readonly string[] Own = [HelmAppSecrets.Database, HelmAppSecrets.Cache];

    public static void Check(string name, HelmAppSecretSpec spec, Problems at)
    {
        if (!DnsNames.IsName(name))
            at.Add("", $"is not a valid name for a Secret. Use {DnsNames.LabelRule}.");
        else if (Own.Contains(name))
            at.Add("", "is the name of a Secret that `database` or `cache` makes. Choose another name.");
        var keys = spec.Generate.Concat(spec.Given.Keys).Concat(spec.Text.Keys).ToList();
        if (keys.Count == 0)
            at.Add("", "holds nothing. List keys below `generate`, `given` or `text`, or remove it.");
        foreach (var key in keys.Where(key => !Key().IsMatch(key)))
            at.Add("", $"has the key {Shown.Text(key)}, but keys are letters, digits, `-`, `_` and `.`.");
        foreach (var twice in keys.CountBy(key => key, StringComparer.Ordinal).Where(key => key.Value > 1))
            at.Add("", $"has the key {Shown.Text(twice.Key)} twice. Keep one of the two.");
        if (spec.Length is < 16 or > 128)
            at.Add("length", $"is {spec.Length.ToString(CultureInfo.InvariantCulture)}, but must be from 16 to 128: shorter can be guessed.");
        if (spec.Type.Length == 0)
            at.Add("type", "is empty. Remove it for an ordinary Secret.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,253}\z")]
    private static partial Regex Key();
}
