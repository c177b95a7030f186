namespace Basecamp.Cli.Tests.Ci;

/// <summary>The workflows for GitHub. That GitHub runs them is not proven here.</summary>
public sealed class WorkflowTests
{
    const string Checkout =
        """
              - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                with: { persist-credentials: false }
        """;

    public static TheoryData<string, string> RulesAndWorkflows()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in WorkflowRules.All.Keys)
            foreach (var workflow in Workflow.All)
                data.Add(rule, workflow.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(RulesAndWorkflows))]
    public void A_workflow_keeps_the_rule(string rule, string workflow) =>
        Assert.Empty(WorkflowRules.All[rule](Workflow.All.Single(candidate => candidate.Name == workflow)));

    [Fact]
    public void There_are_these_workflows_and_no_others() => Assert.Equal(
        ["checks.yml", "diff-comment.yml", "diff.yml", "preview.yml", "triage-image.yml"], Workflow.All.Select(workflow => workflow.Name));

    [Fact]
    public void They_start_when_they_should()
    {
        Assert.Equal(["pull_request", "push"], Workflow.Named("checks").Triggers);
        Assert.Equal(["main"], Yaml.List(Yaml.Map(Yaml.Map(Workflow.Named("checks").Root, "on"), "push"), "branches").Select(Yaml.Text));
        Assert.Equal(["pull_request"], Workflow.Named("diff").Triggers);
        Assert.Equal(["pull_request"], Workflow.Named("preview").Triggers);
        Assert.Equal(["workflow_run"], Workflow.Named("diff-comment").Triggers);
        var run = Yaml.Map(Yaml.Map(Workflow.Named("diff-comment").Root, "on"), "workflow_run");
        Assert.Equal(["diff"], Yaml.List(run, "workflows").Select(Yaml.Text));
        Assert.Equal(["completed"], Yaml.List(run, "types").Select(Yaml.Text));
        Assert.Equal("diff", Yaml.Get(Workflow.Named("diff").Root, "name"));
        var push = Yaml.Map(Yaml.Map(Workflow.Named("triage-image").Root, "on"), "push");
        Assert.Equal(["push"], Workflow.Named("triage-image").Triggers);
        Assert.Equal(["tags"], push.Children.Keys.Select(Yaml.Text));
        Assert.Equal(["triage-v*"], Yaml.List(push, "tags").Select(Yaml.Text));
    }

    [Theory]
    [InlineData("checks", "contents:read")]
    [InlineData("diff", "contents:read")]
    [InlineData("preview", "contents:read")]
    [InlineData("diff-comment", "actions:read contents:read pull-requests:write")]
    [InlineData("triage-image", "attestations:write contents:read id-token:write packages:write")]
    public void A_job_has_the_permissions_it_needs_and_no_others(string workflow, string permissions) => Assert.All(Workflow.Named(workflow).Jobs, job =>
        Assert.Equal(permissions, string.Join(' ', Yaml.Values(Yaml.Map(job.Job, "permissions")).Select(pair => $"{pair.Key}:{pair.Value}"))));

    [Fact]
    public void The_comment_follows_only_runs_of_pull_requests() => Assert.Contains(
        "github.event.workflow_run.event == 'pull_request'", Yaml.Get(Workflow.Named("diff-comment").Jobs.Single().Job, "if"), StringComparison.Ordinal);

    [Fact]
    public void Machines_are_of_one_kind_and_not_self_hosted() =>
        Assert.All(Workflow.All.SelectMany(workflow => workflow.Jobs), job => Assert.Equal("ubuntu-24.04", Yaml.Get(job.Job, "runs-on")));

    public static TheoryData<string, string, string> Bad() => new()
    {
        { "actions are pinned", "pull_request:", "      - uses: actions/checkout@v7" },
        { "actions are pinned", "pull_request:", "      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1" },
        { "actions are pinned", "pull_request:", "      - name: x\n        uses: docker://alpine:3" },
        { "nothing is pasted into scripts", "pull_request:", "      - run: echo ${{ github.event.pull_request.title }}" },
        { "nothing is pasted into scripts", "pull_request:", "      - run: |\n          true\n          echo '${{ github.head_ref }}'" },
        { "no trigger mixes rights and strangers", "pull_request_target:", Checkout },
        { "no trigger mixes rights and strangers", "issue_comment:", Checkout },
        { "pull requests have no rights", "pull_request:", "      - run: deploy\n        env: { KEY: '${{ secrets.KEY }}' }" },
        { "pull requests have no rights", "pull_request:", "      - run: deploy\n        env: { ALL: '${{ toJSON(secrets) }}' }" },
        { "who follows a run takes nothing from it", "workflow_run: { workflows: [diff] }", Checkout },
        { "who follows a run takes nothing from it", "workflow_run: { workflows: [diff] }", "      - run: gh pr checkout 1 && make" },
        { "who follows a run takes nothing from it", "workflow_run: { workflows: [diff] }", "      - run: gh api repos/a/b/contents/x.sh?ref=$HEAD_SHA | bash" },
        { "checkouts keep no token", "pull_request:", "      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" },
        { "checkouts keep no token", "push:", $"{Checkout.Replace("false }", "false, ref: other }", StringComparison.Ordinal)}" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_step_is_found(string rule, string trigger, string step) => Assert.NotEmpty(WorkflowRules.All[rule](Of(trigger, step)));

    [Theory]
    [InlineData("permissions are given by job", "permissions: {}", "permissions: write-all")]
    [InlineData("permissions are given by job", "      contents: read", "      {}")]
    [InlineData("pull requests have no rights", "contents: read", "contents: write")]
    [InlineData("jobs end", "    timeout-minutes: 5\n", "")]
    [InlineData("jobs end", "concurrency: { group: x }\n", "")]
    public void A_bad_head_is_found(string rule, string good, string bad)
    {
        var workflow = Of("pull_request:", Checkout);
        Assert.Contains(good, workflow.Text, StringComparison.Ordinal);
        Assert.Empty(WorkflowRules.All[rule](workflow));
        Assert.NotEmpty(WorkflowRules.All[rule](Workflow.Parse("bad.yml", workflow.Text.Replace(good, bad, StringComparison.Ordinal))));
    }

    [Fact]
    public void Secrets_need_an_environment_and_a_branch_of_this_repository()
    {
        var preview = Workflow.Named("preview").Text;
        string[] weakened =
        [
            preview.Replace("    environment: preview\n", "", StringComparison.Ordinal),
            preview.Replace(" && github.event.pull_request.head.repo.full_name == github.repository", "", StringComparison.Ordinal),
            preview.Replace("!= '' &&", "!= '' ||", StringComparison.Ordinal),
        ];
        Assert.All(weakened, text => Assert.NotEmpty(WorkflowRules.All["pull requests have no rights"](Workflow.Parse("bad.yml", text))));
    }

    static Workflow Of(string trigger, string step) => Workflow.Parse("bad.yml",
        $"on:\n  {trigger}\npermissions: {{}}\nconcurrency: {{ group: x }}\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n"
        + $"    permissions:\n      contents: read\n    steps:\n{step}\n");
}
