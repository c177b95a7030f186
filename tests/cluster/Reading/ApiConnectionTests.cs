using Basecamp.Cluster.Reading;

namespace Basecamp.Cluster.Tests.Reading;

public sealed class ApiConnectionTests : IDisposable
{
    const string Config =
        """
        apiVersion: v1
        kind: Config
        clusters: [{ name: lab, cluster: { server: "https://127.0.0.1:1" } }, { name: ha, cluster: { server: "https://127.0.0.1:2" } }]
        users: [{ name: me, user: { token: abc } }]
        contexts: [{ name: lab, context: { cluster: lab, user: me } }, { name: ha, context: { cluster: ha, user: me } }]
        current-context: lab
        """;

    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData(null, "https://127.0.0.1:1/")]
    [InlineData("ha", "https://127.0.0.1:2/")]
    public void A_context_leads_to_its_server(string? context, string server)
    {
        File.WriteAllText(file, Config);

        using var api = ApiConnection.FromKubeconfig(["/nowhere/config", file], context);

        Assert.Equal((context ?? "lab", server), (api.Name, api.Server.ToString()));
    }

    [Fact]
    public void A_misspelt_context_is_told_with_the_nearest()
    {
        File.WriteAllText(file, Config);

        var exception = Assert.Throws<ClusterReadException>(() => ApiConnection.FromKubeconfig([file], "lba"));

        Assert.Equal("The kubeconfig has no context 'lba'. Did you mean `lab`? It has lab, ha.", exception.Message);
    }

    [Fact]
    public void No_kubeconfig_is_explained()
    {
        var exception = Assert.Throws<ClusterReadException>(() => ApiConnection.FromKubeconfig(["/nowhere/config"], null));

        Assert.StartsWith("There is no kubeconfig: /nowhere/config does not exist. Set KUBECONFIG", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ unclosed")]
    [InlineData("kind: [Config")]
    [InlineData("clusters: 7")]
    [InlineData("contexts: [{ name: lab, context: { cluster: none, user: me } }]\ncurrent-context: lab")]
    [InlineData("clusters: [{ name: lab, cluster: { server: 'nonsense' } }]\nusers: [{ name: me, user: {} }]\ncontexts: [{ name: lab, context: { cluster: lab, user: me } }]\ncurrent-context: lab")]
    [InlineData("clusters: [{ name: lab, cluster: { server: 'https://x', certificate-authority-data: '!' } }]\nusers: [{ name: me, user: {} }]\ncontexts: [{ name: lab, context: { cluster: lab, user: me } }]\ncurrent-context: lab")]
    public void A_kubeconfig_that_cannot_be_used_is_explained(string text)
    {
        File.WriteAllText(file, text);

        var exception = Assert.Throws<ClusterReadException>(() => ApiConnection.FromKubeconfig([file], null));

        Assert.Contains("kubeconfig", exception.Message, StringComparison.Ordinal);
    }
}
