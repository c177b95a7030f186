namespace Basecamp.Cli.Tests.Ci;

/// <summary>The pipeline for GitLab. That GitLab runs it is not proven here.</summary>
public sealed class GitLabTests
{
    static readonly string Text = File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, ".gitlab-ci.yml"));

    static readonly GitLabPipeline Pipeline = new(Text);

    static readonly Dictionary<string, Func<GitLabPipeline, IEnumerable<string>>> Rules = new()
    {
        ["strangers have no secrets"] = pipeline => pipeline.StrangersHaveNoSecrets(),
        ["every job has rules"] = pipeline => pipeline.EveryJobHasRules(),
        ["stages exist"] = pipeline => pipeline.StagesExist(),
        ["images have versions"] = pipeline => pipeline.ImagesHaveVersions(),
        ["needs exist"] = pipeline => pipeline.NeedsExist(),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_pipeline_keeps_the_rule(string rule) => Assert.Empty(Rules[rule](Pipeline));

    [Fact]
    public void It_has_the_jobs_of_GitHub()
    {
        Assert.Equal(["check", "review", "release"], Pipeline.Stages);
        Assert.Equal(["tests", "render", "diff", "diff-comment", "preview", "triage-image"], Pipeline.Jobs.Select(job => job.Name));
    }

    [Fact]
    public void It_starts_when_it_should() => Assert.Equal(
        ["""$CI_PIPELINE_SOURCE == "merge_request_event" """.Trim(), "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", "$CI_COMMIT_TAG =~ /^triage-v/"],
        Pipeline.WorkflowRules);

    [Fact]
    public void Its_diff_has_Helm_where_charts_are_at_hand()
    {
        var script = GitLabPipeline.Script(Pipeline.Jobs.Single(job => job.Name == "diff").Job).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["[ ! -f vendor/charts.lock ] || ci/install-helm.sh /usr/local/bin || true", "ci/stack-diffs.sh"], [script[0], script[1].Split(' ')[0]]);
    }

    [Theory]
    [InlineData("strangers have no secrets", " && $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH && $DIFF_COMMENTS", " && $DIFF_COMMENTS")]
    [InlineData("strangers have no secrets", "$CI_PROJECT_PATH && $PREVIEW_STACKS", "$CI_PROJECT_PATH || $PREVIEW_STACKS")]
    [InlineData("strangers have no secrets", "    GIT_DEPTH: \"0\"\n", "    GIT_DEPTH: \"0\"\n    TOKEN: $COMMENT_TOKEN\n")]
    [InlineData("every job has rules", "render:\n  stage: check\n  rules:\n    - if: $CI_COMMIT_TAG == null\n", "render:\n  stage: check\n")]
    [InlineData("every job has rules", "render:\n", "render:\n  only: [main]\n")]
    [InlineData("stages exist", "stage: release", "stage: relase")]
    [InlineData("images have versions", "image: debian:12", "image: debian")]
    [InlineData("images have versions", "image: debian:12", "image: debian:latest")]
    [InlineData("needs exist", "- job: diff\n", "- job: dif\n")]
    public void A_bad_pipeline_is_found(string rule, string good, string bad)
    {
        Assert.Contains(good, Text, StringComparison.Ordinal);
        Assert.NotEmpty(Rules[rule](new(Text.Replace(good, bad, StringComparison.Ordinal))));
    }
}
