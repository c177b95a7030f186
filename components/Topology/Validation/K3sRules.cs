using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The release, where it comes from, and where it lives on a machine.</summary>
static class K3sRules
{
    /// <summary>Oldest Kubernetes minor whose flags basecamp writes.</summary>
    public const int OldestMinor = 31;

    /// <summary>Newest Kubernetes minor whose flags and charts are known: that of the versions in the shipped stack files.</summary>
    public const int NewestMinor = 36;

    static readonly string[] Channels = ["stable", "latest", "testing"];
    static readonly string[] Architectures = ["amd64", "arm64"];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (k3s, at) = (topology.K3s, problems.At("k3s"));
        Version(k3s.Version, at);
        Checksums(k3s, at);
        Source(k3s, at);
        if (!AbsolutePath.IsValid(k3s.DataDirectory))
            at.Add("dataDirectory", $"is {Shown.Text(k3s.DataDirectory)}, but {AbsolutePath.Rule}.");
    }

    static void Version(string text, Problems at)
    {
        if (K3sVersion.TryParse(text, out var version))
        {
            if (version.Major != 1 || version.Minor < OldestMinor)
                at.Add("version", $"is {Shown.Text(text)}, but the oldest supported release is v1.{OldestMinor}. Choose a newer one.");
            else if (version.Minor > NewestMinor)
                at.Add("version", $"is {Shown.Text(text)}, but the newest release that this version of basecamp knows is v1.{NewestMinor}: whether K3s still takes the "
                    + "flags that are written, and Kubernetes the objects, was not tested. Choose an older one, or update basecamp.");
            return;
        }
        const string Exact = "Write the exact release, such as v1.36.4+k3s1; https://github.com/k3s-io/k3s/releases lists them.";
        if (Channels.Any(channel => text.StartsWith(channel, StringComparison.OrdinalIgnoreCase)) || text.Count(letter => letter == '.') == 1)
            at.Add("version", $"is {Shown.Text(text)}, a channel: every run could install something else. {Exact}");
        else if (K3sVersion.TryParse($"v{text}", out _))
            at.Add("version", $"is {Shown.Text(text)}, but a release begins with `v`. Write \"v{text}\".");
        else if (K3sVersion.TryParse(text.Replace("-k3s", "+k3s", StringComparison.Ordinal), out var image))
            at.Add("version", $"is {Shown.Text(text)}, the form of an image tag. Write \"{image}\".");
        else if (K3sVersion.TryParse($"{text}+k3s1", out _))
            at.Add("version", $"is {Shown.Text(text)}, a Kubernetes version without K3s' revision. {Exact}");
        else
            at.Add("version", $"is {Shown.Text(text)}, which is not a K3s release. {Exact}");
    }

    static void Checksums(K3sSpec k3s, Problems at)
    {
        foreach (var (architecture, checksum) in k3s.Checksums)
        {
            var path = $"checksums.{ConfigurationNames.EntryPath(architecture)}";
            if (!Architectures.Contains(architecture))
                at.Add(path, $"is not an architecture that basecamp installs. Use {Shown.OneOf(Architectures)}.");
            else if (!Sha256Text.IsValid(checksum))
                at.Add(path, $"is {Shown.Text(checksum)}, but {Sha256Text.Rule}. Take it from the release's sha256sum-{architecture}.txt.");
        }
    }

    static void Source(K3sSpec k3s, Problems at)
    {
        var defaults = new K3sSpec { Version = k3s.Version };
        if (!UrlText.IsPlainHttp(k3s.DownloadUrl, out var url, out var mistake))
            at.Add("downloadUrl", mistake);
        else if (k3s.DownloadUrl.EndsWith('/'))
            at.Add("downloadUrl", $"is {Shown.Text(k3s.DownloadUrl)}, but `/<version>/k3s` is appended. Remove the slash at its end.");
        else if (url.Scheme == Uri.UriSchemeHttp && k3s.Checksums.Count == 0)
        {
            at.Add("downloadUrl", $"is {Shown.Text(k3s.DownloadUrl)}: plain HTTP can be changed on the way, and its own checksums with it. "
                + "Use https, or pin the binary with `k3s.checksums`.");
        }

        if (k3s.AirGap && k3s.DownloadUrl != defaults.DownloadUrl)
            at.Add("downloadUrl", "is set, but nothing is downloaded with `airGap: true`. Remove one of the two.");
        if (!k3s.AirGap && k3s.AirGapDirectory != defaults.AirGapDirectory)
            at.Add("airGapDirectory", "is set, but only read with `airGap: true`. Set that too or remove this.");
        if (!AbsolutePath.IsValid(k3s.AirGapDirectory))
            at.Add("airGapDirectory", $"is {Shown.Text(k3s.AirGapDirectory)}, but {AbsolutePath.Rule}.");
    }
}
