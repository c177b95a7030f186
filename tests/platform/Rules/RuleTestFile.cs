using YamlDotNet.RepresentationModel;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>A promtool test file, as far as we judge it: which alerts it expects to fire and to stay silent.</summary>
static class RuleTestFile
{
    /// <summary>Every case: the alert, and whether the case expects it to fire.</summary>
    public static IEnumerable<(string Alert, bool Fires)> Cases(string path)
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(path))
            yaml.Load(reader);
        foreach (var test in List(yaml.Documents[0].RootNode, "tests"))
            foreach (var rule in List(test, "alert_rule_test"))
                yield return (((YamlScalarNode)rule["alertname"]).Value!, List(rule, "exp_alerts").Any());
    }

    static IEnumerable<YamlNode> List(YamlNode map, string key) =>
        ((YamlMappingNode)map).Children.TryGetValue(key, out var list) && list is YamlSequenceNode sequence ? sequence.Children : [];
}
