using Basecamp.Components.Hosts;
using Basecamp.Tests;
using Pulumi;
using Pulumi.Utilities;

namespace Basecamp.Components.Tests.Hosts;

public sealed class HostInputTests
{
    [Fact]
    public async Task Writes_variables_and_files_between_header_and_end()
    {
        var text = await Text(HostInput.Empty
            .With("NAME", "cp 1 $HOME 'x'")
            .With("COUNT", 3)
            .With("FLAG", true)
            .With("WAIT", TimeSpan.FromMinutes(2))
            .With("LIST", ["a", "b"])
            .With([new HostFile("/etc/x", "hello\n")]));

        Assert.Equal("basecamp-input 1\nNAME=cp 1 $HOME 'x'\nCOUNT=3\nFLAG=true\nWAIT=120\nLIST=a b\nFILE 0600 /etc/x aGVsbG8K\nEND\n", text);
    }

    [Fact]
    public async Task Leaves_out_optional_values_that_are_not_there() =>
        Assert.Equal("basecamp-input 1\nHERE=1\nEND\n", await Text(HostInput.Empty.WithOptional("HERE", "1").WithOptional("GONE", null).WithOptional("EMPTY", "")));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rEND")]
    public void Refuses_a_value_that_could_end_the_document_early(string value)
    {
        var exception = Assert.Throws<ArgumentException>(() => HostInput.Empty.With("NAME", value));
        Assert.Contains("NAME holds a line break; pass it as a file.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_secret_makes_the_document_secret()
    {
        Assert.False(await Output.IsSecretAsync(HostInput.Empty.With("A", "b").ToOutput()));
        Assert.True(await Output.IsSecretAsync(HostInput.Empty.With("A", Output.CreateSecret("b")).ToOutput()));
        Assert.True(await Output.IsSecretAsync(HostInput.Empty.With([new HostFile("/etc/x", Output.CreateSecret("b"))]).ToOutput()));
    }

    [Fact]
    public async Task Files_survive_unchanged()
    {
        const string content = "Grüße = \"$1\"\n\n\tEND\n";
        var document = HostDocument.Parse(await Text(HostInput.Empty.With([new HostFile("/etc/x", content, "0644")])));
        Assert.Equal(("0644", content), document.Files["/etc/x"]);
    }

    static Task<string> Text(HostInput input) => OutputUtilities.GetValueAsync(input.ToOutput());
}
