using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Reads what a user names on the command line: a directory, a stack export, or a file of manifests.</summary>
static class SideReader
{
    /// <summary>Reads <paramref name="path"/>, which is shown as <paramref name="shown"/>.</summary>
    /// <exception cref="InvalidStateException">It is not there or cannot be read.</exception>
    public static DiffSide Read(string path, string shown)
    {
        try
        {
            if (Directory.Exists(path))
                return OfDirectory(path, shown);
            if (!File.Exists(path))
                throw new InvalidStateException($"{shown} does not exist. Name a directory that a render wrote, or a file that 'pulumi stack export' wrote.");
            var text = File.ReadAllText(path);
            return StackExportReader.Recognizes(text) ? StackExportReader.Read(shown, text) : OfFile(path, shown, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidStateException($"{shown} cannot be read: {exception.Message}");
        }
    }

    static DiffSide OfDirectory(string path, string shown)
    {
        var isRender = DirectoryFiles.IsRender(path);
        var files = DirectoryFiles.Read(path);
        if (files.Count == 0 && !isRender)
            throw new InvalidStateException($"{shown} holds no YAML file. Name a directory that a render wrote: ./basecamp render --stack <stack> --out {shown}");
        return new(shown, RenderReader.Read(files, isRender)) { CanHoldSecrets = !isRender };
    }

    static DiffSide OfFile(string path, string shown, string text)
    {
        var objects = RenderReader.Read(new Dictionary<string, string> { [Path.GetFileName(path)] = text }, isRender: false);
        return objects.Any(read => read.Id.Kind != ObjectId.File)
            ? new(shown, objects)
            : throw new InvalidStateException($"{shown} is neither a stack export nor a file of Kubernetes objects. Write one with: pulumi stack export --file {shown}");
    }
}
