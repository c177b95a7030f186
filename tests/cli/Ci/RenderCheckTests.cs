namespace Basecamp.Cli.Tests.Ci;

/// <summary>ci/render-check.sh with a ./basecamp that finds fault with the stacks in $STALE.</summary>
[Trait("Needs", "git")]
public sealed class RenderCheckTests : IDisposable
{
    readonly ScriptRoom room = new();

    public RenderCheckTests() => room.Provide("work/basecamp", "[[ \" ${STALE:-} \" != *\" $3 \"* ]]");

    [Fact]
    public async Task Every_committed_render_is_checked_where_it_is()
    {
        Stack("ha", "argocd");
        Stack("lab", "flux");
        Rendered(".", "ha");
        Rendered("other", "lab");
        await room.Commit();

        var result = await room.Run("render-check.sh");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(["basecamp render --stack ha --out . --check", "basecamp render --stack lab --out other --check"], room.Calls);
    }

    [Fact]
    public async Task One_that_is_out_of_date_fails_after_all_were_checked()
    {
        Stack("ha", "argocd");
        Stack("lab", "flux");
        Rendered("a", "ha");
        Rendered("b", "lab");
        room.Variables["STALE"] = "ha";
        await room.Commit();

        var result = await room.Run("render-check.sh");

        Assert.Equal(1, result.Code);
        Assert.Equal(2, room.Calls.Length);
        Assert.Equal("render-check: ha in a is not what it renders to; run: ./basecamp render --stack ha --out a\n", result.Error);
    }

    [Fact]
    public async Task Files_of_a_stack_that_is_gone_are_a_mistake()
    {
        Rendered(".", "old");
        await room.Commit();

        var result = await room.Run("render-check.sh");

        Assert.Equal(1, result.Code);
        Assert.Contains("there is no Pulumi.old.yaml: remove them", result.Error, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task Rendered_files_without_their_list_are_a_mistake()
    {
        Stack("ha", "argocd");
        room.Write("work/gitops/ha/platform/x.yaml", "");
        await room.Commit();

        var result = await room.Run("render-check.sh");

        Assert.Equal(1, result.Code);
        Assert.Contains("gitops/ha is committed, but the list", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argocd", "ha is for Argo CD or Flux, but nothing of it is rendered in this repository\nno rendered files are committed here\n")]
    [InlineData("flux # later", "ha is for Argo CD or Flux, but nothing of it is rendered in this repository\nno rendered files are committed here\n")]
    [InlineData("pulumi # or argocd, flux", "no rendered files are committed here\n")]
    public async Task A_stack_without_committed_files_is_fine(string delivery, string said)
    {
        Stack("ha", delivery);
        await room.Commit();

        Assert.Equal((0, said, ""), await room.Run("render-check.sh"));
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task Several_stacks_in_one_repository_are_checked_each_for_itself()
    {
        foreach (var stack in new[] { "ha", "edge" })
        {
            Stack(stack, "flux");
            room.Write($"work/gitops/{stack}/.basecamp-render", "# Files\nplatform/a/x.yaml\n");
        }
        room.Write("work/gitops/gone/.basecamp-render", "# Files\nplatform/a/x.yaml\n");
        await room.Commit();

        var result = await room.Run("render-check.sh");

        Assert.Equal((1, "render-check: gitops/gone holds rendered files, but there is no Pulumi.gone.yaml: remove them\n"), (result.Code, result.Error));
        Assert.Equal(
            ["basecamp render --stack edge --gitops --out . --check", "basecamp render --stack ha --gitops --out . --check"],
            room.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_render_to_look_at_is_not_checked()
    {
        Stack("ha", "pulumi");
        room.Write("work/looks/.basecamp-render", "# Files\nkubernetes/platform/x.yaml\n");
        await room.Commit();

        Assert.Equal((0, "looks: nothing in it is for Argo CD or Flux, so it is not checked\nno rendered files are committed here\n", ""), await room.Run("render-check.sh"));
    }

    [Fact]
    public async Task A_list_that_is_not_committed_does_not_count()
    {
        Stack("ha", "argocd");
        await room.Commit();
        Rendered(".", "ha");

        Assert.Equal(0, (await room.Run("render-check.sh")).Code);
        Assert.Empty(room.Calls);
    }

    public void Dispose() => room.Dispose();

    void Stack(string name, string delivery) => room.Write($"work/Pulumi.{name}.yaml", $"config:\n  basecamp:delivery: {delivery}\n");

    void Rendered(string directory, string stack) => room.Write($"work/{directory}/.basecamp-render", $"# Files\ngitops/{stack}/platform/a/x.yaml\nhomelab/cp1/config.yaml\n");
}
