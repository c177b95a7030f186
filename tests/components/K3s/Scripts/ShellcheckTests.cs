using System.ComponentModel;
using System.Diagnostics;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>shellcheck of the scripts that run on machines.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "shellcheck")]
public class ShellcheckTests
{
    [Fact]
    public void Shellcheck_finds_nothing_in_the_scripts()
    {
        var start = new ProcessStartInfo("shellcheck") { WorkingDirectory = ScriptSource.Directory, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--external-sources", "--source-path=SCRIPTDIR",
            .. ScriptSource.Names.Select(name => $"{name}.sh")])
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var findings = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, findings);
        }
        catch (Win32Exception)
        {
            Assert.Fail("shellcheck is not installed: ci/test-tools.sh --yes");
        }
    }
}
