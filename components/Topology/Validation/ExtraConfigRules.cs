using System.Collections.Frozen;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>
/// Free keys of K3s' config.yaml: known to the release, and not decided by a typed setting. Values are not repeated in messages.
/// </summary>
static class ExtraConfigRules
{
    static readonly string[] OtherBundled = ["coredns", "local-storage", "metrics-server", "runtimes"];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        Check(topology.K3s.ServerConfig, K3sFlags.Server, "servers", problems.At("k3s.serverConfig"));
        Check(topology.K3s.AgentConfig, K3sFlags.Agent, "agents", problems.At("k3s.agentConfig"));
    }

    static void Check(IReadOnlyDictionary<string, object> config, FrozenSet<string> known, string nodes, Problems problems)
    {
        foreach (var (key, value) in config)
        {
            var path = ConfigurationNames.EntryPath(key);
            if (!known.Contains(key))
                problems.Add(path, WhyUnknown(key, known, nodes));
            else if (SettingOwners.OfKey(key) is { } owner)
                problems.Add(path, $"cannot be set here: {owner}. Remove it.");
            else
                CheckValue(key, value, problems.At(path));
        }
    }

    static string WhyUnknown(string key, FrozenSet<string> known, string nodes)
    {
        if (known.Contains(key.TrimStart('-')))
            return $"begins with hyphens; keys of config.yaml do not. Write `{key.TrimStart('-')}`.";
        if (known.Contains(key.TrimEnd('+')))
            return $"ends with `+`, which is only for drop-in files. Write `{key.TrimEnd('+')}`.";
        if (nodes == "agents" && K3sFlags.Server.Contains(key))
            return "is a key for servers; an agent does not start with it. Move it to `k3s.serverConfig`.";
        return $"is not a key that K3s' {nodes} know (see https://docs.k3s.io/cli).{NearestName.Suggest(key, known)}";
    }

    static void CheckValue(string key, object value, Problems problems)
    {
        // K3s reads the file as YAML 1.1, where 0644 is the number 420.
        if (key == "write-kubeconfig-mode" && value is not string)
            problems.Add("", "is a number, but YAML reads 0644 as 420. Put it in quotes: \"0600\".");
        if (key is not "disable" && !key.EndsWith("-arg", StringComparison.Ordinal))
            return;
        foreach (var entry in (value as IEnumerable<object> ?? [value]).OfType<string>())
        {
            if (SettingOwners.OfArgument(key, entry) is { } setting)
                problems.Add("", $"holds {Shown.Text(entry.Split('=')[0])}, which is decided by `{setting}`. Set it there.");
            if (key == "disable")
                CheckDisabled(entry, problems);
        }
    }

    static void CheckDisabled(string component, Problems problems)
    {
        if (SettingOwners.OfBundled(component) is { } setting)
            problems.Add("", $"holds {Shown.Text(component)}, which is decided by `{setting}`. Set it there.");
        else if (!OtherBundled.Contains(component))
        {
            problems.Add("", $"holds {Shown.Text(component)}, but K3s brings only {Shown.OneOf(OtherBundled)}."
                + NearestName.Suggest(component, OtherBundled));
        }
    }
}
