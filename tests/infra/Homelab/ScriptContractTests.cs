using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>Each document against the inputs its scripts declare: a script refuses a name it does not know and misses one it needs.</summary>
public sealed partial class ScriptContractTests
{
    static readonly HomelabTopology Everything = Topologies.Ha with
    {
        K3s = Topologies.Ha.K3s with { Checksums = new Dictionary<string, string> { ["amd64"] = new('a', 64), ["arm64"] = new('b', 64) } },
        Proxy = new() { Http = "http://proxy.lan:3128" },
        Restore = new() { Id = "r1", Snapshot = "/snap.zip", Sha256 = new('c', 64) },
        Nodes = [.. Topologies.Ha.Nodes.Select(node => node with { DataDisk = "/dev/sdb" })],
    };

    static readonly HomelabTopology K3d = Topologies.Single with { Provider = MachineProvider.K3d, Ssh = null, Nodes = [], K3d = new() };

    static readonly HomelabTopology Vagrant = Topologies.Lab with { Provider = MachineProvider.Vagrant, Ssh = null, Vagrant = new() };

    [Fact]
    public Task Single_server_documents_fit_their_scripts() => Documents_fit(Topologies.Single);

    [Fact]
    public Task Documents_with_every_option_fit_their_scripts() => Documents_fit(Everything);

    [Fact]
    public Task External_datastore_documents_fit_their_scripts() =>
        Documents_fit(Topologies.Lab with { K3s = Topologies.Lab.K3s with { Datastore = new() { Endpoint = new("postgres://k3s:pw@db/k3s") } } });

    [Fact]
    public Task K3d_documents_fit_their_scripts() => Documents_fit(K3d);

    [Fact]
    public Task Vagrant_documents_fit_their_scripts() => Documents_fit(Vagrant);

    [Fact]
    public void A_misspelt_variable_would_be_found() =>
        Assert.Equal(["node-install does not take NODE_NAMES"], Mismatches("node-install", [.. Declared("node-install").Required, "NODE_NAMES"]));

    [Fact]
    public void A_missing_variable_would_be_found() =>
        Assert.Equal(["node-install needs TOKEN"], Mismatches("node-install", Declared("node-install").Required.Except(["TOKEN"])));

    static async Task Documents_fit(HomelabTopology topology)
    {
        var stack = await HomelabRun.Of(topology);
        var commands = stack.Resources.Where(resource => resource.Inputs.ContainsKey("stdin")).ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            var names = HostDocument.Of(command).Variables.Keys;
            foreach (var key in new[] { "create", "delete" })
                if (command.Inputs.TryGetValue(key, out var text))
                    Assert.Empty(Mismatches(ScriptName().Match((string)text).Groups["name"].Value, names));
        });
    }

    static IEnumerable<string> Mismatches(string script, IEnumerable<string> names)
    {
        var given = names.ToHashSet();
        var (required, known) = Declared(script);
        return given.Except(known).Select(name => $"{script} does not take {name}")
            .Concat(required.Except(given).Select(name => $"{script} needs {name}"));
    }

    static (HashSet<string> Required, HashSet<string> Known) Declared(string script)
    {
        var text = HostScript.Compose(script);
        var required = Names(text, "required");
        return (required, [.. required, .. Names(text, "optional"), .. Names(text, "ignored")]);
    }

    static HashSet<string> Names(string text, string kind) =>
        [.. Declaration().Matches(text)
            .Where(match => match.Groups["kind"].Value == kind)
            .SelectMany(match => VariableName().Matches(match.Groups["names"].Value))
            .Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^\s*input_(?<kind>required|optional|ignored) (?<names>(?:[^\n]*\\\n)*[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?:^|\s)(?<name>[A-Z][A-Z0-9_]*)(?==|\s|$)")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"basecamp-(?<name>[a-z0-9-]+)(?: create| update| delete)?$")]
    private static partial Regex ScriptName();
}
