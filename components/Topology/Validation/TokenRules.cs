using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The server token encrypts the cluster's CA keys in the datastore, so a guessable one gives the cluster away.</summary>
static class TokenRules
{
    const int Shortest = 16;
    const int FewestDifferent = 8;

    static readonly string[] Placeholders = ["changeme", "change-me", "placeholder", "example", "password", "secret"];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.K3s.Token is { IsPlaceholder: false } token && WhyRefused(token.Reveal()) is { } reason)
            problems.Add("k3s.token", reason);
    }

    static string? WhyRefused(string token)
    {
        if (token.StartsWith("K10", StringComparison.Ordinal) || token.Contains("::", StringComparison.Ordinal))
        {
            return "is the full form (K10…::server:…), which holds the hash of a CA that a new cluster does not have yet. "
                + "Give only what follows the last colon.";
        }
        if (token.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.' or '~' or '+' or '/' or '=')))
            return "holds a blank, a line break or another character that a token must not have. Allowed are letters, digits and - _ . ~ "
                + "+ / =.";
        if (token.Length < Shortest)
            return $"has {token.Length} characters; a token needs at least {Shortest}. Remove it to have one generated, or use `openssl "
                + "rand -hex 32`.";
        var holdsPlaceholder = Placeholders.Any(word => token.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (holdsPlaceholder || token.Distinct().Count() < FewestDifferent)
            return "is easily guessed. Remove it to have one generated, or use `openssl rand -hex 32`.";
        return null;
    }
}
