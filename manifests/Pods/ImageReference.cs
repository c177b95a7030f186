namespace Basecamp.Manifests.Pods;

/// <summary>A container image.</summary>
/// <param name="Repository">Name with its registry.</param>
/// <param name="Tag">Tag; empty when there is none.</param>
/// <param name="Digest"><c>sha256:…</c>; empty when there is none.</param>
public sealed record ImageReference(string Repository, string Tag, string Digest)
{
    /// <summary>Whether its content is pinned: it has a digest.</summary>
    public bool IsPinned => Digest.StartsWith("sha256:", StringComparison.Ordinal) || Digest.StartsWith("sha512:", StringComparison.Ordinal);

    /// <summary>Whether its tag is meant to move: <c>latest</c>, or none, which means the same.</summary>
    public bool IsLatest => Tag is "" or "latest";

    /// <summary>Reads <c>repository:tag@digest</c>, of which the tag and the digest may be missing.</summary>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, digest) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        // A colon before the last slash is a registry's port.
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? new(name[..colon], name[(colon + 1)..], digest) : new(name, "", digest);
    }

    /// <summary>The same image with its registry, as container runtimes read a short name: <c>nginx</c> is <c>docker.io/library/nginx</c>.</summary>
    public ImageReference Qualified => Repository.Split('/') switch
    {
        ["docker.io", var name] => this with { Repository = $"docker.io/library/{name}" },
        [_] => this with { Repository = $"docker.io/library/{Repository}" },
        [var host, ..] when !host.Contains('.', StringComparison.Ordinal) && !host.Contains(':', StringComparison.Ordinal) && host != "localhost" =>
            this with { Repository = $"docker.io/{Repository}" },
        _ => this,
    };

    /// <summary><c>repository:tag@digest</c>, the digest shortened for people.</summary>
    public string ToShortString() => Written(Digest.Length > 19 ? $"{Digest[..19]}…" : Digest);

    /// <summary><c>repository:tag@digest</c>.</summary>
    public override string ToString() => Written(Digest);

    string Written(string digest) => Repository + (Tag.Length > 0 ? $":{Tag}" : "") + (digest.Length > 0 ? $"@{digest}" : "");
}
