using Basecamp.Cli.Handover;

namespace Basecamp.Cli.Tests.Handover;

/// <summary>Objects of a chart by namespace, as Helm prints them.</summary>
public sealed class RenderedObjectsTests
{
    [Theory]
    [InlineData("kind: A\nmetadata:\n  name: a", "own")]
    [InlineData("kind: A\nmetadata:\n  name: a\n  namespace: other", "other")]
    [InlineData("kind: A\nmetadata:\n    namespace: \"other\"\n    name: a", "other")]
    [InlineData("kind: A\nmetadata:\n  # a comment\n\n  name: a\n  labels:\n    namespace: label\n  namespace: 'other'\nspec:\n  namespace: spec", "other")]
    [InlineData("metadata:\n  name: a\n  annotations:\n    namespace: annotation\nspec:\n  namespace: spec\nkind: A", "own")]
    public void The_namespace_is_the_one_of_the_objects_metadata(string document, string expected) =>
        Assert.Equal([expected], RenderedObjects.ByNamespace(document, "own").Keys);

    [Fact]
    public void Documents_of_a_namespace_stay_together_and_empty_ones_go()
    {
        var found = RenderedObjects.ByNamespace("---\n# Source: a\nkind: A\nmetadata:\n  name: a\n---\n# nothing\n---\nkind: B\nmetadata:\n  name: b\n  namespace: other\n---\nkind: C\ndata:\n  x: |\n\n      ---\n    y\n", "own");

        Assert.Equal(["other", "own"], found.Keys);
        Assert.Equal("---\n# Source: a\nkind: A\nmetadata:\n  name: a\n---\nkind: C\ndata:\n  x: |\n\n      ---\n    y\n\n", found["own"]);
    }
}
