using Basecamp.Cli.Files;

namespace Basecamp.Cli.Tests.Render;

public sealed class FileKindsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_at_a_path_is_told_on_Linux_and_elsewhere_alike(bool isElsewhere)
    {
        var directory = Directory.CreateTempSubdirectory("basecamp-kinds-").FullName;
        try
        {
            var file = Path.Combine(directory, "file");
            File.WriteAllText(file, "x");
            File.CreateSymbolicLink(Path.Combine(directory, "link"), "/dev/null");
            File.CreateSymbolicLink(Path.Combine(directory, "broken"), "nowhere");

            Assert.Equal(
                [FileKind.Regular, FileKind.Directory, FileKind.Link, FileKind.Link, FileKind.Special, FileKind.None],
                ((string[])[file, directory, Path.Combine(directory, "link"), Path.Combine(directory, "broken"), "/dev/null", Path.Combine(directory, "none")])
                    .Select(path => isElsewhere ? FileKinds.Elsewhere(path) : FileKinds.Of(path)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
