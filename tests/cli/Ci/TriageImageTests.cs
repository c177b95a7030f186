using System.Security.Cryptography;
using System.Text;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>ci/triage-image.sh with fakes of all that builds, pushes and signs.</summary>
[Trait("Needs", "jq")]
public sealed class TriageImageTests : IDisposable
{
    const string Index =
        """{"manifests":[{"digest":"sha256:aa","platform":{"architecture":"amd64","os":"linux"}},{"digest":"sha256:bb","platform":{"architecture":"arm64","os":"linux"}}]}""";

    static readonly string Digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Index)))}";

    readonly ScriptRoom room = new();

    public TriageImageTests()
    {
        room.Provide("bin/dotnet", "[[ -z ${BROKEN:-} ]] || exit 1; cat \"$FAKES/index\"");
        room.Provide("bin/cosign", "[[ $1 != login ]] || cat >\"$FAKES/password\"");
        room.Provide("bin/syft", "touch \"${4#spdx-json=}\"");
        room.Write("index", Index + "\n");
    }

    [Fact]
    public async Task The_image_is_pushed_for_two_architectures_listed_and_signed_by_digest()
    {
        room.Variables["REGISTRY_USER"] = "me";
        room.Variables["REGISTRY_PASSWORD"] = "geheim";

        var result = await room.Run("triage-image.sh", "--tag", "triage-v1.2.3", "--image", "ghcr.io/Home/Cluster/triage", "--out", "image");

        Assert.Equal((0, $"image: ghcr.io/home/cluster/triage:1.2.3@{Digest}\n"), (result.Code, result.Output));
        Assert.Equal("geheim", File.ReadAllText(room.At("password")));
        Assert.DoesNotContain(room.Calls, call => call.Contains("geheim", StringComparison.Ordinal));
        Assert.Equal("cosign login ghcr.io --username me --password-stdin", room.Calls[0]);
        Assert.StartsWith("dotnet publish apps/triage -nologo --configuration Release -t:PublishContainer -p:Version=1.2.3 -p:ContainerRegistry=ghcr.io "
            + "-p:ContainerRepository=home/cluster/triage -p:ContainerImageTag=1.2.3 -p:RuntimeIdentifiers=\"linux-x64;linux-arm64\" ", room.Calls[1], StringComparison.Ordinal);
        Assert.Equal(
            [$"cosign sign --yes --recursive ghcr.io/home/cluster/triage@{Digest}",
                "syft scan registry:ghcr.io/home/cluster/triage@sha256:aa --output spdx-json=image/triage-1.2.3-amd64.spdx.json --quiet",
                "cosign attest --yes --type spdxjson --predicate image/triage-1.2.3-amd64.spdx.json ghcr.io/home/cluster/triage@sha256:aa",
                "syft scan registry:ghcr.io/home/cluster/triage@sha256:bb --output spdx-json=image/triage-1.2.3-arm64.spdx.json --quiet",
                "cosign attest --yes --type spdxjson --predicate image/triage-1.2.3-arm64.spdx.json ghcr.io/home/cluster/triage@sha256:bb"], room.Calls[2..]);
        Assert.Equal($"name=ghcr.io/home/cluster/triage\ndigest={Digest}\n", File.ReadAllText(room.Work("image/outputs")));
    }

    [Fact]
    public async Task Nothing_is_signed_when_nothing_was_built()
    {
        room.Variables["BROKEN"] = "1";

        Assert.Equal(1, (await Image("triage-v1.2.3")).Code);
        Assert.DoesNotContain(room.Calls, call => call.StartsWith("cosign", StringComparison.Ordinal));
        Assert.False(File.Exists(room.Work("image/outputs")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("error CS1002")]
    [InlineData("""{"manifests":[]}""")]
    public async Task Nothing_is_signed_when_no_index_came_out(string index)
    {
        room.Write("index", index);

        Assert.NotEqual(0, (await Image("triage-v1.2.3")).Code);
        Assert.DoesNotContain(room.Calls, call => call.StartsWith("cosign", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("triage-v1.2")]
    [InlineData("triage-v01.2.3")]
    [InlineData("triage-v1.2.3+build")]
    [InlineData("triage-v1.2.3-$(id)")]
    [InlineData("v1.2.3")]
    public async Task A_tag_is_a_version(string tag)
    {
        Assert.Equal(2, (await Image(tag)).Code);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task A_prerelease_is_a_version() => Assert.Contains(":1.2.3-rc.1@", (await Image("triage-v1.2.3-rc.1")).Output, StringComparison.Ordinal);

    public void Dispose() => room.Dispose();

    Task<(int Code, string Output, string Error)> Image(string tag) =>
        room.Run("triage-image.sh", "--tag", tag, "--image", "ghcr.io/home/cluster/triage", "--out", "image");
}
