using System.Text.RegularExpressions;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>What makes a workflow safe to run for strangers. Each rule returns what breaks it.</summary>
static partial class WorkflowRules
{
    const string SameRepository = "github.event.pull_request.head.repo.full_name == github.repository";

    public static readonly IReadOnlyDictionary<string, Func<Workflow, IEnumerable<string>>> All = new Dictionary<string, Func<Workflow, IEnumerable<string>>>
    {
        ["actions are pinned"] = ActionsArePinned,
        ["nothing is pasted into scripts"] = NothingIsPastedIntoScripts,
        ["permissions are given by job"] = PermissionsAreGivenByJob,
        ["no trigger mixes rights and strangers"] = TriggersAreSafe,
        ["pull requests have no rights"] = PullRequestsHaveNoRights,
        ["who follows a run takes nothing from it"] = FollowersTakeNothing,
        ["jobs end"] = JobsEnd,
        ["checkouts keep no token"] = CheckoutsKeepNoToken,
    };

    // A tag can be moved; a commit cannot. The comment says which release it is, for people and for Renovate.
    static IEnumerable<string> ActionsArePinned(Workflow workflow) => workflow.Text.Split('\n')
        .Where(line => UsesKey().IsMatch(line) && !PinnedUse().IsMatch(line));

    // An expression is pasted before the shell reads the script: a branch called $(…) would run.
    static IEnumerable<string> NothingIsPastedIntoScripts(Workflow workflow) =>
        workflow.Runs.Where(run => run.Contains("${{", StringComparison.Ordinal))
            .Concat(workflow.Uses.Where(uses => uses.Contains("github-script", StringComparison.Ordinal)));

    static IEnumerable<string> PermissionsAreGivenByJob(Workflow workflow)
    {
        if (Yaml.Node(workflow.Root, "permissions") is not YamlDotNet.RepresentationModel.YamlMappingNode { Children.Count: 0 })
            yield return "permissions of the workflow";
        foreach (var (name, job) in workflow.Jobs)
        {
            if (Yaml.Map(job, "permissions").Children.Count == 0)
                yield return $"permissions of {name}";
        }
    }

    static IEnumerable<string> TriggersAreSafe(Workflow workflow) =>
        workflow.Triggers.Where(trigger => trigger is "pull_request_target" or "issue_comment" or "issues" or "discussion" or "fork" or "watch");

    static IEnumerable<string> PullRequestsHaveNoRights(Workflow workflow)
    {
        if (!workflow.Triggers.Contains("pull_request"))
            yield break;
        foreach (var (name, job) in workflow.Jobs)
        {
            foreach (var permission in Yaml.Values(Yaml.Map(job, "permissions")).Where(permission => permission.Value != "read"))
                yield return $"{name}: {permission.Key}: {permission.Value}";
            var isGuarded = Yaml.Get(job, "environment") is not null
                && Yaml.Get(job, "if") is { } condition && condition.Contains(SameRepository, StringComparison.Ordinal)
                && !condition.Contains("||", StringComparison.Ordinal);
            if (!isGuarded && TextOf(job).Contains("secrets", StringComparison.Ordinal))
                yield return $"{name}: secrets";
        }
        if (Yaml.Node(workflow.Root, "env") is { } environment && TextOf(environment).Contains("secrets", StringComparison.Ordinal))
            yield return "env: secrets";
    }

    // What a stranger's run left is data. Only the forge's own API may bring code, from the commit of the workflow itself.
    static IEnumerable<string> FollowersTakeNothing(Workflow workflow) =>
        !workflow.Triggers.Contains("workflow_run")
            ? []
            : workflow.Uses.Concat(workflow.Runs.Where(run => Fetching().IsMatch(run)))
                .Concat(workflow.Runs.SelectMany(run => Contents().Matches(run)).Select(match => match.Value)
                    .Where(call => !call.EndsWith("?ref=$GITHUB_WORKFLOW_SHA", StringComparison.Ordinal)));

    static IEnumerable<string> JobsEnd(Workflow workflow) => workflow.Jobs
        .Where(job => !int.TryParse(Yaml.Get(job.Job, "timeout-minutes"), out var minutes) || minutes is < 1 or > 60)
        .Select(job => job.Name)
        .Concat(Yaml.Get(Yaml.Map(workflow.Root, "concurrency"), "group") is null ? ["concurrency"] : []);

    static IEnumerable<string> CheckoutsKeepNoToken(Workflow workflow) => workflow.Steps
        .Where(step => Yaml.Get(step.Step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true
            && (Yaml.Get(Yaml.Map(step.Step, "with"), "persist-credentials") != "false"
                || Yaml.Map(step.Step, "with").Children.Keys.Select(Yaml.Text).Any(key => key is "ref" or "repository" or "token" or "allow-unsafe-pr-checkout")))
        .Select(step => step.Job);

    static string TextOf(YamlDotNet.RepresentationModel.YamlNode node) =>
        string.Join('\n', node.AllNodes.OfType<YamlDotNet.RepresentationModel.YamlScalarNode>().Select(scalar => scalar.Value));

    [GeneratedRegex(@"^\s*(- )?[""']?uses[""']?\s*:")]
    private static partial Regex UsesKey();

    [GeneratedRegex(@"^\s*(- )?uses: [A-Za-z0-9-]+/[A-Za-z0-9_./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex PinnedUse();

    [GeneratedRegex(@"git (clone|fetch|pull|checkout)|gh (pr|repo|run)\b|curl|wget")]
    private static partial Regex Fetching();

    [GeneratedRegex(@"repos/[^\s""']*/contents/[^\s""']*")]
    private static partial Regex Contents();
}
