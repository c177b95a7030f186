using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Outbound proxies. Their URLs end up in unit files that every user of a machine can read.</summary>
static class ProxyRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Proxy is not { } proxy)
            return;
        var at = problems.At("proxy");
        if (proxy.Http is null && proxy.Https is null)
            at.Add("", "sets neither `http` nor `https`, so nothing goes through a proxy. Set one, or remove the section.");
        if (proxy.Http is { } http && !UrlText.IsPlainHttp(http, out _, out var mistake))
            at.Add("http", mistake);
        if (proxy.Https is { } https && !UrlText.IsPlainHttp(https, out _, out mistake))
            at.Add("https", mistake);
        foreach (var (index, entry) in proxy.NoProxy.Index())
        {
            if (!IsExemption(entry))
                at.Add($"noProxy[{index}]", $"is {Shown.Text(entry)}, but must be one name, .suffix, address or CIDR, without wildcard "
                    + "and scheme.");
        }
    }

    static bool IsExemption(string entry) =>
        DnsNames.IsHostAndPort(entry) || DnsNames.IsHost(entry.TrimStart('.')) || AddressRange.TryParseCidr(entry, out _, out _);
}
