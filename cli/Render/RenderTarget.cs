namespace Basecamp.Cli.Render;

/// <summary>What is written where.</summary>
/// <param name="Files">Text by path below the directory.</param>
/// <param name="Directory">The directory, in full.</param>
/// <param name="Shown">The directory as the user should see it.</param>
/// <param name="Options">Options that lead here.</param>
sealed record RenderTarget(IReadOnlyDictionary<string, string> Files, string Directory, string Shown, string Options)
{
    /// <summary>Everything a stack renders to, in one directory.</summary>
    public static RenderTarget OfEverything(RenderedTree tree, string output, string workingDirectory, bool withCharts = false) =>
        new(tree.Files, Path.GetFullPath(output, workingDirectory), output, $"{(withCharts ? "--charts " : "")}--out {output}");

    /// <summary>What a GitOps engine reads, in the stack's own directory of the repository; null when none reads anything.</summary>
    public static RenderTarget? OfRepository(RenderedTree tree, string output, string workingDirectory)
    {
        if (tree.RepositoryDirectory is not { } directory)
            return null;
        var shown = output == "." ? directory : $"{output.TrimEnd('/')}/{directory}";
        return new(tree.ForRepository, Path.GetFullPath(Path.Combine(output, directory), workingDirectory), shown, $"--gitops --out {output}");
    }
}
