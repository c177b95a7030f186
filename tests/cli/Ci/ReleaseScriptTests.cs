namespace Basecamp.Cli.Tests.Ci;

/// <summary>The scripts that hold credentials: ci/preview.sh, ci/install-signing-tools.sh, ci/install-helm.sh; ci/triage-image.sh is in <see cref="TriageImageTests"/>.</summary>
public sealed class ReleaseScriptTests : IDisposable
{
    readonly ScriptRoom room = new();

    public ReleaseScriptTests() =>
        room.Provide("bin/pulumi", "printenv PulumiSdk >>\"$FAKES/calls\"; printenv PULUMI_BACKEND_URL PULUMI_CONFIG_PASSPHRASE AWS_REGION; [[ $3 != broken ]]");

    [Fact]
    public async Task Previews_every_stack_with_the_published_packages()
    {
        room.Variables["PULUMI_ACCESS_TOKEN"] = "x";

        var result = await room.Run("preview.sh", "ha  org/basecamp/lab");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            ["pulumi preview --stack ha --non-interactive --color never --suppress-outputs", "nuget",
                "pulumi preview --stack org/basecamp/lab --non-interactive --color never --suppress-outputs", "nuget"], room.Calls);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_previewed()
    {
        // What an unset secret is in a workflow.
        room.Variables["PULUMI_ACCESS_TOKEN"] = "";

        var result = await room.Run("preview.sh", "ha");

        Assert.Equal(0, result.Code);
        Assert.Contains("nothing is previewed", result.Output, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task Empty_variables_are_none()
    {
        room.Variables["PULUMI_BACKEND_URL"] = "s3://state";
        room.Variables["PULUMI_CONFIG_PASSPHRASE"] = "";
        room.Variables["AWS_REGION"] = "";

        Assert.Equal("== ha\ns3://state\n", (await room.Run("preview.sh", "ha")).Output);
    }

    [Fact]
    public async Task A_failed_preview_fails_after_all_were_tried()
    {
        room.Variables["PULUMI_ACCESS_TOKEN"] = "x";

        Assert.Equal(1, (await room.Run("preview.sh", "broken ha")).Code);
        Assert.Contains(room.Calls, call => call.Contains("--stack ha", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help; id")]
    [InlineData("ha $(id)")]
    [InlineData("-s")]
    public async Task A_stack_is_a_name(string stacks)
    {
        room.Variables["PULUMI_ACCESS_TOKEN"] = "x";

        Assert.Equal(2, (await room.Run("preview.sh", stacks)).Code);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task A_tool_with_another_checksum_is_not_installed()
    {
        room.Provide("bin/uname", "echo x86_64");
        room.Provide("bin/curl", "while [[ $1 != --output ]]; do shift; done; echo evil >\"$2\"");

        var result = await room.Run("install-signing-tools.sh", "tools");

        Assert.NotEqual(0, result.Code);
        Assert.Empty(Directory.GetFiles(room.Work("tools")));
        Assert.Single(room.Calls, call => call.StartsWith("curl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Helm_with_another_checksum_is_not_installed()
    {
        room.Provide("bin/uname", "echo x86_64");
        room.Provide("bin/curl", "while [[ $1 != --output ]]; do shift; done; echo evil >\"$2\"");

        var result = await room.Run("install-helm.sh", "tools");

        Assert.Equal(1, result.Code);
        Assert.Matches(@"^install-helm: helm-v4\.[0-9.]+-linux-amd64\.tar\.gz has another checksum than the pinned [0-9a-f]{64}\n$", result.Error);
        Assert.Empty(Directory.GetFiles(room.Work("tools")));
    }

    [Fact]
    public async Task Helm_with_its_checksum_is_installed()
    {
        room.Provide("bin/uname", "echo x86_64");
        // Everything but the hash of an archive that nobody here has.
        room.Provide("bin/sha256sum", "[[ $(cat) =~ ^[0-9a-f]{64}\\ \\ .*/helm\\.tar\\.gz$ && $* == '--check --quiet -' ]]");
        room.Provide("bin/curl",
            """
            while [[ $1 != --output ]]; do shift; done
            [[ $3 == https://get.helm.sh/helm-v4.*-linux-amd64.tar.gz ]] && mkdir -p "$FAKES/linux-amd64" && echo tool >"$FAKES/linux-amd64/helm" && tar -czf "$2" -C "$FAKES" linux-amd64
            """);

        var result = await room.Run("install-helm.sh", "tools");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal("tool\n", await File.ReadAllTextAsync(room.Work("tools/helm")));
    }

    [Theory]
    [InlineData("good", 0)]
    [InlineData("unsigned", 1)]
    [InlineData("other", 1)]
    public async Task A_tool_is_held_to_the_signature_of_its_release(string release, int code)
    {
        // A cosign that passes the check of its own hash, and says whether it likes the signature.
        room.Provide("bin/uname", "echo x86_64");
        room.Provide("bin/sha256sum", "input=$(cat); [[ $input != *syft* ]] || exec /usr/bin/sha256sum \"$@\" <<<\"$input\"");
        room.Provide("bin/curl",
            """
            while [[ $1 != --output ]]; do shift; done
            case $2 in
              */cosign) printf '#!/bin/sh\necho "verified $*" >>"$FAKES/calls"\n[ "$RELEASE" != unsigned ]\n' >"$2" ;;
              *.tar.gz) mkdir -p "$FAKES/syft-$$" && echo tool >"$FAKES/syft-$$/syft" && tar -czf "$2" -C "$FAKES/syft-$$" syft && cp "$2" "$FAKES/$(basename "$2")" ;;
              *checksums.txt)
                cd "$FAKES" && /usr/bin/sha256sum syft_*.tar.gz >"$2"
                [[ $RELEASE != other ]] || sed -i 's/^......../00000000/' "$2" ;;
              *) : >"$2" ;;
            esac
            """);
        room.Variables["RELEASE"] = release;

        var result = await room.Run("install-signing-tools.sh", "tools");

        Assert.True((result.Code == 0) == (code == 0), result.Error);
        Assert.Equal(code == 0, File.Exists(room.Work("tools/syft")));
        Assert.Contains(room.Calls, call => call.StartsWith("verified verify-blob ", StringComparison.Ordinal)
            && call.EndsWith("--certificate-identity https://github.com/anchore/syft/.github/workflows/release.yaml@refs/heads/main "
                + "--certificate-oidc-issuer https://token.actions.githubusercontent.com", StringComparison.Ordinal));
    }

    public void Dispose() => room.Dispose();
}
