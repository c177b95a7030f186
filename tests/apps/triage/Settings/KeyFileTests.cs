using Basecamp.Triage.Access;
using Basecamp.Triage.Settings;

namespace Basecamp.Triage.Tests.Settings;

/// <summary>What a file must hold to be a token, and what is said when it does not.</summary>
public sealed class KeyFileTests : IDisposable
{
    readonly DirectoryInfo secrets = Directory.CreateTempSubdirectory("triage-secrets-");

    public void Dispose() => secrets.Delete(recursive: true);

    [Theory]
    [InlineData("", "is too easy to guess: a token needs at least 32 characters, 8 of them different. Generate it at random.")]
    [InlineData("0123456789abcdef0123456789abcde", "is too easy to guess")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbccc", "is too easy to guess")]
    [InlineData("0123456789abcdef 0123456789abcdef", "has characters that no header can carry")]
    [InlineData("0123456789abcdef0123456789abcdef\nsecond line", "has characters that no header can carry")]
    [InlineData("0123456789abcdef0123456789abcdéf", "has characters that no header can carry")]
    public void A_file_that_holds_no_good_token_is_refused_by_name(string content, string problem)
    {
        Put(content);
        var file = KeyFile.Read(secrets.FullName, "alertmanager-token");
        Assert.Null(file.Hash);
        Assert.StartsWith($"credential 'alertmanager-token' {problem}", file.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef\r\n")]
    [InlineData("q7/Yy+Z0!{}\"~kJ2mVbX9wLp4sRtUcN8")]
    public void A_random_token_is_accepted_with_or_without_the_end_of_its_line(string content)
    {
        Put(content);
        Assert.Equal(Tokens.Hash(content.TrimEnd()), KeyFile.Read(secrets.FullName, "alertmanager-token").Hash);
    }

    [Fact]
    public void What_is_no_readable_file_is_said_by_name()
    {
        Assert.Contains("Triage:SecretsDirectory is not set", KeyFile.Read(null, "x").Problem, StringComparison.Ordinal);
        foreach (var credential in (string[])["missing", "..", "."])
            Assert.Contains($"'{credential}' is not in Triage:SecretsDirectory", KeyFile.Read(secrets.FullName, credential).Problem,
                StringComparison.Ordinal);
        Put(new string('x', 2000));
        Assert.Contains("is too long", KeyFile.Read(secrets.FullName, "alertmanager-token").Problem, StringComparison.Ordinal);
        Put(new string('x', 5000));
        Assert.Contains("is too long", KeyFile.Read(secrets.FullName, "alertmanager-token").Problem, StringComparison.Ordinal);
    }

    void Put(string token) => File.WriteAllText(Path.Combine(secrets.FullName, "alertmanager-token"), token);
}
