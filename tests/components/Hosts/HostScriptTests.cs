using System.Diagnostics;
using Basecamp.Components.Hosts;

namespace Basecamp.Components.Tests.Hosts;

public sealed class HostScriptTests
{
    public static TheoryData<string> Scripts => [.. typeof(HostScript).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("scripts/", StringComparison.Ordinal) && !name.StartsWith("scripts/lib/", StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Composed_scripts_have_no_include_left_and_fit_into_one_argument(string name)
    {
        Assert.DoesNotContain("BASECAMP_LIB", HostScript.Compose(name), StringComparison.Ordinal);
        // Linux takes at most 128 KiB in one argument.
        Assert.InRange(HostScript.AsRoot(name).Length, 1, 120_000);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_command_line_is_valid_for_any_posix_shell(string name)
    {
        foreach (var shell in new[] { "sh", "bash" })
            Assert.Equal("", Errors(shell, HostScript.AsRoot(name)));
    }

    [Fact]
    public void An_unknown_script_is_refused_by_name() =>
        Assert.Contains("scripts/no-such.sh", Assert.Throws<ArgumentException>(() => HostScript.Compose("no-such")).Message, StringComparison.Ordinal);

    static string Errors(string shell, string command)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(command);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors;
    }
}
