using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>.gitlab-ci.yml, and what makes it safe. Each rule returns what breaks it.</summary>
sealed partial class GitLabPipeline(string text)
{
    static readonly string[] Reserved = ["stages", "workflow", "default", "variables", "include"];

    readonly YamlMappingNode root = Yaml.Read(text);

    public IReadOnlyList<string> Stages => [.. Yaml.List(root, "stages").Select(Yaml.Text)];

    public IReadOnlyList<(string Name, YamlMappingNode Job)> Jobs =>
    [
        .. root.Children.Where(pair => !Reserved.Contains(Yaml.Text(pair.Key))).Select(pair => (Yaml.Text(pair.Key), (YamlMappingNode)pair.Value)),
    ];

    public IReadOnlyList<string> WorkflowRules => [.. Conditions(Yaml.Map(root, "workflow"))];

    public static IEnumerable<string> Conditions(YamlMappingNode job) =>
        Yaml.List(job, "rules").Cast<YamlMappingNode>().Select(rule => Yaml.Get(rule, "if") ?? "");

    public static string Script(YamlMappingNode job) => string.Join('\n', Yaml.List(job, "script").Select(Yaml.Text)) + "\n";

    // In GitLab a job gets every variable of the project but those of an environment. So what is secret belongs to one, and a job that
    // enters it runs for branches of the project only.
    public IEnumerable<string> StrangersHaveNoSecrets() => Jobs
        .Where(job => job.Job.Children.Keys.Select(Yaml.Text).Any(key => key is "environment" or "id_tokens" or "secrets") || SecretName().IsMatch(TextOf(job.Job)))
        .Where(job => Conditions(job.Job).DefaultIfEmpty("").Any(condition => !IsOwn(condition)))
        .Select(job => job.Name);

    public IEnumerable<string> EveryJobHasRules() => Jobs.Where(job => !Conditions(job.Job).Any()).Select(job => job.Name)
        .Concat(Jobs.Where(job => job.Job.Children.Keys.Select(Yaml.Text).Any(key => key is "only" or "except")).Select(job => job.Name));

    public IEnumerable<string> StagesExist() => Jobs.Where(job => !Stages.Contains(Yaml.Get(job.Job, "stage"))).Select(job => job.Name);

    public IEnumerable<string> ImagesHaveVersions() => Jobs.Select(job => Yaml.Get(job.Job, "image")).Append(Yaml.Get(Yaml.Map(root, "default"), "image"))
        .OfType<string>()
        .Where(image => !ImageTag().IsMatch(image) || image.EndsWith(":latest", StringComparison.Ordinal));

    public IEnumerable<string> NeedsExist() => Jobs.SelectMany(job => Yaml.List(job.Job, "needs"))
        .Select(need => need is YamlMappingNode map ? Yaml.Get(map, "job")! : Yaml.Text(need))
        .Except(Jobs.Select(job => job.Name));

    static bool IsOwn(string condition) =>
        !condition.Contains("||", StringComparison.Ordinal)
        && (condition.Contains("$CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH", StringComparison.Ordinal)
            || condition.StartsWith("$CI_COMMIT_TAG =~ ", StringComparison.Ordinal));

    static string TextOf(YamlNode node) => string.Join('\n', node.AllNodes.OfType<YamlScalarNode>().Select(scalar => scalar.Value));

    [GeneratedRegex("TOKEN|PASSWORD|SECRET|PASSPHRASE")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^[a-z0-9./-]+:[A-Za-z0-9._-]+(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex ImageTag();
}
