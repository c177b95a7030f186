using System.Text.Json;
using static Basecamp.Cli.Tests.Ci.CommentRoom;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>ci/post-comment.sh on GitLab, with a curl that answers from files.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "unzip")]
[Trait("Needs", "jq")]
public sealed class PostNoteTests : IDisposable
{
    // Answers by what is asked for; keeps what is sent.
    const string Curl =
        """
        method=GET
        while [[ $# -gt 0 ]]; do
          case $1 in
            --config) grep -q 'PRIVATE-TOKEN: glpat-x' "$2" || exit 22; stat -c %a "$2" >"$FAKES/mode"; shift ;;
            --request) method=$2; shift ;;
            --data-binary) cp "${2#@}" "$FAKES/sent.json"; shift ;;
            http*) url=$1 ;;
          esac
          shift
        done
        case $url in
          */user) echo '{"id": 7}' ;;
          *page=1) cat "$FAKES/notes.json" ;;
          *page=*) echo '[]' ;;
          *) echo "sent $method $url" >>"$FAKES/calls" ;;
        esac
        """;

    readonly ScriptRoom room = new();

    public PostNoteTests()
    {
        room.Provide("bin/curl", Curl);
        room.Set(
            ("COMMENT_TOKEN", "glpat-x"), ("CI_API_V4_URL", "https://gitlab.example.org/api/v4"), ("CI_PROJECT_ID", "5"), ("CI_PROJECT_PATH", "home/cluster"),
            ("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", "home/cluster"), ("CI_MERGE_REQUEST_IID", "9"), ("CI_COMMIT_SHA", Sha),
            ("CI_PIPELINE_URL", "https://gitlab.example.org/home/cluster/-/pipelines/1"));
        room.Write("notes.json", "[]");
    }

    string Sent => room.SentComment();

    [Fact]
    public async Task GitLab_gets_a_note_and_the_token_is_on_no_command_line()
    {
        var result = await GitLab("**2 objects changed**\n");

        Assert.Equal((0, "post-comment: commented on merge request 9\n"), (result.Code, result.Error));
        Assert.Equal("sent POST https://gitlab.example.org/api/v4/projects/5/merge_requests/9/notes", room.Calls[^1]);
        Assert.StartsWith($"{Marker}\n\n**2 objects changed**\n", Sent, StringComparison.Ordinal);
        Assert.DoesNotContain(room.Calls, call => call.Contains("glpat", StringComparison.Ordinal));
        Assert.Equal("600\n", File.ReadAllText(room.At("mode")));
    }

    [Fact]
    public async Task GitLab_replaces_its_own_note_only()
    {
        room.Write("notes.json", JsonSerializer.Serialize(new[]
        {
            new { id = 1, author = new { id = 3 }, body = $"{Marker}\nmallory" },
            new { id = 2, author = new { id = 7 }, body = $"{Marker}\nours" },
        }));

        Assert.Equal(0, (await GitLab("text\n")).Code);
        Assert.Equal("sent PUT https://gitlab.example.org/api/v4/projects/5/merge_requests/9/notes/2", room.Calls[^1]);
    }

    [Fact]
    public async Task GitLab_looks_at_more_than_one_page()
    {
        room.Write("notes.json", JsonSerializer.Serialize(Enumerable.Range(1, 100).Select(id => new { id, author = new { id = 3 }, body = "x" })));

        Assert.Equal(0, (await GitLab("text\n")).Code);
        Assert.Contains(room.Calls, call => call.EndsWith("page=2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GitLab_takes_no_command_from_the_text()
    {
        Assert.Equal(0, (await GitLab("/merge\n\t/approve\n")).Code);
        Assert.DoesNotMatch(@"(?m)^\s*/", Sent);
    }

    [Fact]
    public async Task GitLab_shows_what_comes_from_elsewhere_as_text()
    {
        room.Variables["CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"] = "mallory/cluster";

        Assert.Equal(0, (await GitLab("# big\n")).Code);
        Assert.Contains("Made by code of another repository", Sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMMENT_TOKEN", "")]
    [InlineData("COMMENT_TOKEN", "a\"\nurl = \"https://evil.example\"")]
    [InlineData("CI_API_V4_URL", "file:///etc/passwd")]
    public async Task GitLabs_values_are_checked(string name, string value)
    {
        room.Variables[name] = value;

        Assert.Equal(1, (await GitLab("text\n")).Code);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task An_empty_diff_is_refused() => Assert.Equal(1, (await GitLab("")).Code);

    public void Dispose() => room.Dispose();

    Task<(int Code, string Output, string Error)> GitLab(string text)
    {
        room.Write("work/diff.md", text);
        return room.Run("post-comment.sh", "gitlab", "diff.md");
    }
}
