using Basecamp.Manifests.Contracts;
using Basecamp.Tests;

namespace Basecamp.Manifests.Tests.Contracts;

public class ChartContractTests
{
    const string Text = """
        # example 1.2.3
        !monitor no template reads it; write metrics.enabled
        !mode=old renamed; write new
        !legacy.deep.key gone
        ?ui.enabled relay.enabled=true the page asks the relay
        ?export.enabled export.targets nothing to export to
        config map
        config.server\.port int
        either list-any|scalar
        export map
        export.enabled bool
        export.targets list-any
        extra map-any
        extra.known bool
        listeners map
        listeners.* map
        listeners.*.port int
        metrics map
        metrics.enabled bool
        metrics.interval string
        mode string enum=["old","new",""]
        ports list
        ports[] map
        ports[].name string
        ratio number
        relay map
        relay.enabled bool
        replicas int
        ui map
        ui.enabled bool
        unset any
        """;

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"metrics": {"enabled": true, "interval": "30s"}}""")]
    [InlineData("""{"replicas": 3, "ratio": 0.5}""")]
    [InlineData("""{"replicas": null, "metrics": null, "nowhere": null}""", "nowhere")]
    [InlineData("""{"extra": {"anything": {"at": ["all"]}, "known": false}}""")]
    [InlineData("""{"unset": {"any": 1}}""")]
    [InlineData("""{"unset": [1]}""")]
    [InlineData("""{"either": ["a"]}""")]
    [InlineData("""{"either": 5}""")]
    [InlineData("""{"config": {"server.port": 80}}""")]
    [InlineData("""{"ports": [{"name": "web"}, {}]}""")]
    [InlineData("""{"listeners": {"web": {"port": 80}, "tls": {"port": 443}}}""")]
    [InlineData("""{"mode": "new"}""")]
    [InlineData("""{"mode": ""}""")]
    [InlineData("""{"ui": {"enabled": true}, "relay": {"enabled": true}}""")]
    [InlineData("""{"ui": {"enabled": false}}""")]
    [InlineData("""{"export": {"enabled": true, "targets": ["a"]}}""")]
    public void Accepts_what_the_chart_reads(string values, params string[] refused) =>
        Assert.Equal(refused, Check(values).Select(violation => violation.Path));

    [Theory]
    [InlineData("""{"metrics": {"enabeld": true}}""", "metrics.enabeld", "metrics.enabled")]
    [InlineData("""{"metrics": {"Enabled": true}}""", "metrics.Enabled", "metrics.enabled")]
    [InlineData("""{"interval": "30s"}""", "interval", "metrics.interval")]
    [InlineData("""{"replicaCount": 3}""", "replicaCount", null)]
    [InlineData("""{"ports": [{"name": "web"}, {"nmae": "web"}]}""", "ports[1].nmae", "ports[1].name")]
    [InlineData("""{"listeners": {"web": {"prot": 80}}}""", "listeners.web.prot", "listeners.web.port")]
    [InlineData("""{"config": {"server": {"port": 80}}}""", "config.server", @"config.server\.port")]
    [InlineData("""{"config": {"server.prot": 80}}""", @"config.server\.prot", @"config.server\.port")]
    public void Refuses_a_key_that_nothing_reads(string values, string path, string? suggestion)
    {
        var violation = Assert.Single(Check(values));

        Assert.Equal((path, ContractRule.Unknown, suggestion), (violation.Path, violation.Rule, violation.Suggestion));
    }

    [Theory]
    [InlineData("""{"replicas": "three"}""", "replicas", "Is text, but the chart reads a whole number.")]
    [InlineData("""{"replicas": 1.5}""", "replicas", "Is a number, but the chart reads a whole number.")]
    [InlineData("""{"metrics": {"enabled": "false"}}""", "metrics.enabled", "Is text, but the chart reads true or false.")]
    [InlineData("""{"metrics": true}""", "metrics", "Is true or false, but the chart reads a map.")]
    [InlineData("""{"ports": {"name": "web"}}""", "ports", "Is a map, but the chart reads a list.")]
    [InlineData("""{"ports": ["web"]}""", "ports[0]", "Is text, but the chart reads a map.")]
    [InlineData("""{"extra": []}""", "extra", "Is a list, but the chart reads a map.")]
    [InlineData("""{"extra": {"known": 1}}""", "extra.known", "Is a whole number, but the chart reads true or false.")]
    [InlineData("""{"either": {}}""", "either", "Is a map, but the chart reads a list or text or a number or true or false.")]
    public void Refuses_another_type(string values, string path, string reason)
    {
        var violation = Assert.Single(Check(values));

        Assert.Equal((path, ContractRule.WrongType, reason), (violation.Path, violation.Rule, violation.Reason));
    }

    [Fact]
    public void Refuses_text_that_is_not_allowed_and_says_what_is()
    {
        var violation = Assert.Single(Check("""{"mode": "nwe"}"""));

        Assert.Equal(new("mode", ContractRule.NotAllowed, "Must be one of: old, new, \"\".", "new"), violation);
    }

    [Theory]
    [InlineData("""{"monitor": true}""", "monitor", "No template reads it; write metrics.enabled.")]
    [InlineData("""{"monitor": {"enabled": true, "labels": {}}}""", "monitor", "No template reads it; write metrics.enabled.")]
    [InlineData("""{"mode": "old"}""", "mode=old", "Renamed; write new.")]
    [InlineData("""{"legacy": {"deep": {"key": 1}}}""", "legacy.deep.key", "Gone.")]
    public void A_dead_key_is_told_once_with_the_right_one(string values, string path, string reason) =>
        Assert.Equal(new ContractViolation(path, ContractRule.Dead, reason), Assert.Single(Check(values)));

    [Fact]
    public void A_dead_key_does_not_hide_what_stands_beside_it() =>
        Assert.Equal(["legacy", "legacy.deep.key"], Check("""{"legacy": {"deep": {"key": 1}, "other": 2}}""").Select(violation => violation.Path));

    [Theory]
    [InlineData("""{"ui": {"enabled": true}}""", "ui.enabled", "needs relay.enabled=true: The page asks the relay.")]
    [InlineData("""{"ui": {"enabled": true}, "relay": {"enabled": false}}""", "ui.enabled", "needs relay.enabled=true: The page asks the relay.")]
    [InlineData("""{"export": {"enabled": true, "targets": []}}""", "export.enabled", "needs export.targets: Nothing to export to.")]
    public void A_key_that_needs_another_is_refused_alone(string values, string path, string reason) =>
        Assert.Equal(new ContractViolation(path, ContractRule.Incomplete, reason), Assert.Single(Check(values)));

    [Fact]
    public void Everything_wrong_is_told_at_once_in_order() => Assert.Equal(
        ["metrics.enabeld", "monitor", "replicas"],
        Check("""{"replicas": true, "metrics": {"enabeld": 1}, "monitor": 1}""").Select(violation => violation.Path));

    [Fact]
    public void A_violation_never_shows_the_value()
    {
        var told = string.Join('\n', Check("""{"replicas": "hunter2", "passwrod": "hunter2", "mode": "hunter2", "ports": ["hunter2"]}"""));

        Assert.Equal(4, told.Split('\n').Length);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics map", "Line 1: a chart contract begins with '# chart version'.")]
    [InlineData("# a 1\nmetrics", "Line 2: a key needs a type: 'path type'.")]
    [InlineData("# a 1\nmetrics maps", "Line 2: the type is not known; use any, map, map-any, list, list-any, scalar, string, bool, int or number.")]
    [InlineData("# a 1\n\nmode string of old", "Line 3: after the types only enum=[…] may stand.")]
    [InlineData("# a 1\nmode string enum=old", "Line 2: the allowed values are not a JSON array.")]
    [InlineData("# a 1\n!mode", "Line 2: a rule needs a reason: '!path reason' or '?path other reason'.")]
    [InlineData("# a 1\n?mode other", "Line 2: a rule needs a reason: '!path reason' or '?path other reason'.")]
    public void Says_which_line_of_a_contract_is_wrong(string contract, string message)
    {
        var wrong = Assert.Throws<ContractFormatException>(() => ChartContract.Read(new StringReader(contract)));

        Assert.Equal(message, wrong.Message);
    }

    [Fact]
    public void A_later_line_overrides_an_earlier_one()
    {
        var contract = ChartContract.Read(new StringReader("# a 1\ntimeout int\n+timeout string"));

        Assert.Empty(contract.Check(ContractFiles.Json("""{"timeout": "30m"}""")));
        Assert.Single(contract.Check(ContractFiles.Json("""{"timeout": 30}""")));
    }

    static IReadOnlyList<ContractViolation> Check(string values) => ChartContract.Read(new StringReader(Text)).Check(ContractFiles.Json(values));
}
