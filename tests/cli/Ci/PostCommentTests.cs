using System.IO.Compression;
using System.Text;
using System.Text.Json;
using static Basecamp.Cli.Tests.Ci.CommentRoom;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>ci/post-comment.sh on GitHub, with a real archive and a gh that answers from files.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "unzip")]
[Trait("Needs", "jq")]
public sealed class PostCommentTests : IDisposable
{
    // Answers by what is asked for; keeps what is sent.
    const string Gh =
        """
        for word in "$@"; do
          [[ $word != */zip ]] || exec cat "$FAKES/artifact.zip"
          case $word in
            */artifacts\?*) exec cat "$FAKES/artifacts.json" ;;
            */pulls\?*) exec cat "$FAKES/pulls.json" ;;
            */comments\?*) exec cat "$FAKES/comments.json" ;;
            --input) sent=next ;;
            *) [[ ${sent:-} != next ]] || { cp "$word" "$FAKES/sent.json"; sent=""; } ;;
          esac
        done
        """;

    readonly ScriptRoom room = new();

    public PostCommentTests()
    {
        room.Provide("bin/gh", Gh);
        room.Set(
            ("GH_TOKEN", "x"), ("GITHUB_REPOSITORY", "home/cluster"), ("RUN_ID", "42"), ("HEAD_SHA", Sha), ("HEAD_REPOSITORY", "home/cluster"),
            ("HEAD_BRANCH", "feature/a&b=c"));
        Artifact("**2 objects changed**\n");
        room.Write("pulls.json", Pulls((9, Sha, "home/cluster")));
        room.Write("comments.json", "[]");
    }

    string Sent => room.SentComment();

    bool NothingSent => !File.Exists(room.At("sent.json"));

    [Fact]
    public async Task The_first_diff_becomes_a_comment()
    {
        var result = await GitHub();

        Assert.Equal((0, "post-comment: commented on pull request 9\n"), (result.Code, result.Error));
        Assert.StartsWith("gh api --method POST repos/home/cluster/issues/9/comments --input ", room.Calls[^1], StringComparison.Ordinal);
        Assert.Equal(
            $"{Marker}\n\n**2 objects changed**\n\n<sub>Stack diff of 11111111, [made here](https://github.com/home/cluster/actions/runs/42).</sub>\n", Sent);
        Assert.Contains("gh api repos/home/cluster/pulls?state=open&per_page=100&head=home%3Afeature%2Fa%26b%3Dc", room.Calls);
    }

    [Fact]
    public async Task The_next_diff_replaces_it_and_no_other_comment()
    {
        room.Write("comments.json", JsonSerializer.Serialize(new[]
        {
            Comment(1, "mallory", "User", $"{Marker}\nmine"),
            Comment(2, "github-actions[bot]", "Bot", $"quoted: {Marker}"),
            Comment(3, "github-actions[bot]", "Bot", $"{Marker}\nold"),
        }) + "[]");

        Assert.Equal(0, (await GitHub()).Code);
        Assert.StartsWith("gh api --method PATCH repos/home/cluster/issues/comments/3 ", room.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_fork_made_is_shown_as_text_and_cannot_leave_it()
    {
        room.Variables["HEAD_REPOSITORY"] = "mallory/cluster";
        room.Write("pulls.json", Pulls((9, Sha, "mallory/cluster")));
        Artifact($"@everyone ![x](https://evil.example)\n{new string('`', 40)}\n# out\n{Marker}\n");

        Assert.Equal(0, (await GitHub()).Code);
        var fence = new string('`', 12);
        var parts = Sent.Split(fence);
        Assert.Equal(3, parts.Length);
        Assert.StartsWith($"{Marker}\n\nMade by code of another repository", Sent, StringComparison.Ordinal);
        Assert.Contains("# out", parts[1], StringComparison.Ordinal);
        Assert.DoesNotContain("everyone", parts[0] + parts[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text\n<!-- basecamp-stack-diff -->\n<!-- hidden", "text\n&lt;!-- basecamp-stack-diff -->\n&lt;!-- hidden")]
    [InlineData("a\u202eb\u200bc\u0007d\re", "abcde")]
    [InlineData("/merge\n  /approve\na/b", "\u200b/merge\n  \u200b/approve\na/b")]
    public async Task Text_of_this_repository_stays_Markdown_without_tricks(string text, string shown)
    {
        Artifact(text);

        Assert.Equal(0, (await GitHub()).Code);
        Assert.Contains($"{Marker}\n\n{shown}\n<sub>", Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_backslashes_and_dollars_arrive_as_they_are()
    {
        const string Text = """$(touch pwned) `id` "quoted" \n %s ${{ secrets.X }} 'x' ö 🎉""";
        Artifact(Text);

        Assert.Equal(0, (await GitHub()).Code);
        Assert.Contains(Text, Sent, StringComparison.Ordinal);
        Assert.False(File.Exists(room.Work("pwned")));
    }

    [Theory]
    [InlineData("home/cluster")]
    [InlineData("mallory/cluster")]
    public async Task Too_long_a_text_is_cut_at_a_line_and_shown_as_text(string from)
    {
        room.Variables["HEAD_REPOSITORY"] = from;
        room.Write("pulls.json", Pulls((9, Sha, from)));
        Artifact("```diff\n" + string.Concat(Enumerable.Repeat("+ grüße aus 日本 `````````````` x\n", 6000)));

        Assert.Equal(0, (await GitHub()).Code);
        Assert.InRange(Sent.Length, 20_000, 65_536);
        Assert.Equal(3, Sent.Split(new string('`', 12)).Length);
        Assert.Contains("_Cut to 60000 bytes", Sent, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', Sent);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("9 8")]
    [InlineData("9\n8")]
    [InlineData("../9")]
    [InlineData("")]
    public async Task A_number_that_the_run_was_not_for_is_refused(string number)
    {
        Artifact("text\n", number);

        Assert.Equal(1, (await GitHub()).Code);
        Assert.True(NothingSent);
    }

    [Fact]
    public async Task Of_two_pull_requests_from_one_branch_the_right_one_is_taken()
    {
        room.Write("pulls.json", Pulls((8, Sha, "home/cluster"), (9, Sha, "home/cluster")));

        Assert.Equal(0, (await GitHub()).Code);
        Assert.Contains("/issues/9/comments", room.Calls[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2222222222222222222222222222222222222222", "home/cluster")]
    [InlineData(Sha, "mallory/cluster")]
    public async Task A_pull_request_that_has_moved_on_gets_nothing(string sha, string from)
    {
        room.Write("pulls.json", Pulls((9, sha, from)));

        var result = await GitHub();

        Assert.Equal(0, result.Code);
        Assert.Contains("nothing to post", result.Error, StringComparison.Ordinal);
        Assert.True(NothingSent);
    }

    [Fact]
    public async Task A_run_without_a_diff_is_no_mistake()
    {
        room.Write("artifacts.json", """{"artifacts": [{"id": 1, "name": "test-results", "expired": false, "size_in_bytes": 1}]}""");

        Assert.Equal(0, (await GitHub()).Code);
        Assert.Single(room.Calls);
    }

    [Fact]
    public async Task A_huge_artifact_is_not_downloaded()
    {
        room.Write("artifacts.json", """{"artifacts": [{"id": 1, "name": "stack-diff", "expired": false, "size_in_bytes": 99999999}]}""");

        Assert.Equal(1, (await GitHub()).Code);
        Assert.Single(room.Calls);
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_very_much_costs_little()
    {
        Artifact(new string('x', 50_000_000) + "\n");

        Assert.Equal(0, (await GitHub()).Code);
        Assert.InRange(Sent.Length, 100, 65_536);
    }

    [Fact]
    public async Task Paths_in_the_archive_lead_nowhere()
    {
        Artifact("text\n", "9", ("../../escaped", "x"), ("/tmp/basecamp-escaped", "x"));

        Assert.Equal(0, (await GitHub()).Code);
        Assert.False(File.Exists("/tmp/basecamp-escaped"));
    }

    [Fact]
    public async Task Something_that_is_no_archive_is_refused()
    {
        room.Write("artifact.zip", "not a zip");

        Assert.Equal(1, (await GitHub()).Code);
        Assert.True(NothingSent);
    }

    [Theory]
    [InlineData("RUN_ID", "1; id")]
    [InlineData("RUN_ID", "")]
    [InlineData("HEAD_SHA", "main")]
    [InlineData("HEAD_REPOSITORY", "a/b/../c")]
    [InlineData("GITHUB_REPOSITORY", "x?y=/z")]
    [InlineData("GH_TOKEN", "")]
    public async Task Values_of_the_event_are_checked(string name, string value)
    {
        room.Variables[name] = value;

        var result = await GitHub();

        Assert.Equal((1, $"post-comment: {name} is missing or not what it should be\n"), (result.Code, result.Error));
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task A_refusal_of_the_forge_fails()
    {
        room.Provide("bin/gh", "echo 'HTTP 403' >&2; exit 1");

        Assert.Equal(1, (await GitHub()).Code);
    }

    [Fact]
    public async Task A_wrong_command_line_is_refused()
    {
        Assert.Equal(2, (await room.Run("post-comment.sh")).Code);
        Assert.Equal(2, (await room.Run("post-comment.sh", "gitlab")).Code);
        Assert.Equal(2, (await room.Run("post-comment.sh", "bitbucket")).Code);
    }

    public void Dispose() => room.Dispose();

    Task<(int Code, string Output, string Error)> GitHub() => room.Run("post-comment.sh", "github");

    void Artifact(string text, string number = "9", params (string Name, string Text)[] more)
    {
        File.Delete(room.At("artifact.zip"));
        using (var archive = ZipFile.Open(room.At("artifact.zip"), ZipArchiveMode.Create))
            foreach (var (name, content) in ((string, string)[])[("diff.md", text), ("number", $"{number}\n"), .. more])
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        room.Write("artifacts.json", JsonSerializer.Serialize(new
        {
            artifacts = new[] { new { id = 77, name = "stack-diff", expired = false, size_in_bytes = new FileInfo(room.At("artifact.zip")).Length } },
        }));
    }

    static string Pulls(params (int Number, string Sha, string From)[] pulls) => JsonSerializer.Serialize(pulls.Select(pull => new Dictionary<string, object>
    {
        ["number"] = pull.Number,
        ["head"] = new { sha = pull.Sha, repo = new { full_name = pull.From } },
        ["base"] = new { repo = new { full_name = "home/cluster" } },
    }));

    static object Comment(int id, string login, string type, string body) => new { id, user = new { login, type }, body };
}
