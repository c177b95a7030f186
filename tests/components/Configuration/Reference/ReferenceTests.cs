using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Platform;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>The reference page, the JSON Schema and the comments in the code say the same as the code.</summary>
/// <remarks>After changing a record, run the tests with BASECAMP_APPROVE=1 to write the page and the schema again, and review them.</remarks>
public partial class ReferenceTests
{
    const string Schema = "schemas/stack.schema.json";

    static readonly SettingInfo[] Settings = [.. Below(typeof(HomelabTopology), "")];

    static readonly SettingInfo[] PlatformSettings = [.. Below(typeof(PlatformSettings), "")];

    static readonly SettingInfo[] AppsSettings = [.. Below(typeof(AppsSettings), "")];

    public static TheoryData<string> Paths => [.. Settings.Select(setting => setting.Path)];

    public static TheoryData<string> PlatformPaths => [.. PlatformSettings.Select(setting => setting.Path)];

    public static TheoryData<string> AppsPaths => [.. AppsSettings.Select(setting => setting.Path)];

    [Theory]
    [InlineData("docs/homelab/configuration.md", HomelabConfiguration.DefaultRootPath, typeof(HomelabTopology))]
    [InlineData("docs/platform/configuration.md", PlatformConfiguration.RootPath, typeof(PlatformSettings))]
    [InlineData("docs/apps/configuration.md", AppsConfiguration.RootPath, typeof(AppsSettings))]
    public void The_page_lists_every_setting_with_its_default(string page, string key, Type root)
    {
        var introduction = File.ReadAllText(RepositoryFiles.PathOf(page)).Split(ReferencePage.Marker)[0];

        Approved.Equal(page, $"{introduction}{ReferencePage.Marker}\n{ReferencePage.Write(key, root)}");
    }

    [Fact]
    public void The_schema_is_up_to_date() => Approved.Equal(Schema, StackSchema.Write());

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_default_in_a_comment_is_the_default_in_the_code(string path) => StatesItsDefault(Settings, path);

    [Theory]
    [MemberData(nameof(PlatformPaths))]
    public void A_default_in_a_comment_of_the_platform_is_the_default_in_the_code(string path) => StatesItsDefault(PlatformSettings, path);

    [Theory]
    [MemberData(nameof(AppsPaths))]
    public void A_default_in_a_comment_of_the_apps_is_the_default_in_the_code(string path) => StatesItsDefault(AppsSettings, path);

    static void StatesItsDefault(SettingInfo[] settings, string path)
    {
        var setting = settings.Single(setting => setting.Path == path);
        var stated = StatedDefault().Match(setting.Description);
        if (!stated.Success)
            return;

        var value = stated.Groups["value"].Value;
        Assert.Equal(setting.Default, stated.Groups["unit"].Value switch
        {
            "" => value.Trim('`'),
            "min" => $"{value}m",
            // 60 s are 1m in a stack file.
            "s" => DurationText.Format(TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture))),
            var unit => $"{value}{unit}",
        });
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_comment_says_what_is_fixed_after_the_first_start(string path)
    {
        var setting = Settings.Single(setting => setting.Path == path);

        Assert.Equal(setting.IsFixed, setting.Description.Contains("Fixed after the first", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fixed_setting_exists() =>
        Assert.Empty(FixedSetting.All.Select(setting => setting.Path).Except(Settings.Select(setting => setting.Path)));

    [Fact]
    public void The_schema_accepts_what_the_binder_accepts()
    {
        foreach (var file in StackFiles("tests/components/Topology/fixtures/valid").Concat(StackFiles(".", "Pulumi.*.yaml")))
        {
            var stack = Stack(StackYaml.ToJson(File.ReadAllText(file), decrypt: false));
            Assert.Equal((file, ""), (file, string.Join("\n", Misfits(stack).Where(path => !IsPlainSecret(path)))));
        }
    }

    [Theory]
    [InlineData("form-unknown-keys")]
    [InlineData("form-missing-required")]
    [InlineData("form-wrong-types")]
    [InlineData("form-enum-values")]
    public void The_schema_refuses_what_the_binder_refuses(string fixture)
    {
        var json = StackYaml.ToJson(File.ReadAllText(RepositoryFiles.PathOf($"tests/components/Topology/fixtures/invalid/{fixture}.yaml")));
        Assert.False(HomelabConfiguration.TryParse(json, out _, out var problems, rootPath: ".config.basecamp:homelab"));

        // A schema cannot see that a misspelt key is the required one.
        string[] meant = fixture == "form-unknown-keys" ? [".config.basecamp:homelab.nodes[0].address"] : [];
        Assert.Equal(
            problems.Select(problem => problem.Path).Concat(meant).Order(StringComparer.Ordinal),
            Misfits(Stack(json)).Order(StringComparer.Ordinal));
    }

    static JsonObject Stack(string homelab) =>
        new() { ["config"] = new JsonObject { [HomelabConfiguration.DefaultRootPath] = JsonNode.Parse(homelab) } };

    static IEnumerable<string> Misfits(JsonNode stack) =>
        new SchemaCheck(JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf(Schema)))!.AsObject()).Misfits(stack);

    // The schema accepts secrets only encrypted; some fixtures have them in plain text, to be checked.
    static bool IsPlainSecret(string path) =>
        Settings.Any(setting => Shape.Of(setting.Type).Kind == ShapeKind.Secret && path == $".config.basecamp:homelab.{setting.Path}");

    static string[] StackFiles(string folder, string pattern = "*.yaml") => Directory.GetFiles(RepositoryFiles.PathOf(folder), pattern);

    static IEnumerable<SettingInfo> Below(Type section, string path) => SettingInfo.Of(section, path).SelectMany(setting =>
        setting.Section is { } below ? Below(below.Section, below.Path).Prepend(setting) : [setting]);

    [GeneratedRegex(@"Default (?<value>`[^`]+`|true|false|[0-9]+)( (?<unit>ms|s|min)\b)?")]
    private static partial Regex StatedDefault();
}
