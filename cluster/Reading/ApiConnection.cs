using System.Net;
using System.Net.Http.Headers;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace Basecamp.Cluster.Reading;

/// <summary>A way to an API server that can do nothing but GET.</summary>
public sealed class ApiConnection : IDisposable
{
    readonly HttpClient http;
    readonly Func<HttpRequestMessage, CancellationToken, Task> authenticate;
    readonly IDisposable owner;

    ApiConnection(string name, Uri server, HttpClient http, Func<HttpRequestMessage, CancellationToken, Task> authenticate, IDisposable owner)
    {
        (Name, Server, this.http, this.authenticate, this.owner) = (name, server, http, authenticate, owner);
    }

    /// <summary>What to call the cluster: the context's name.</summary>
    public string Name { get; }

    /// <summary>Where the API server is.</summary>
    public Uri Server { get; }

    /// <summary>Connects as kubectl would.</summary>
    /// <param name="kubeconfigs">Files of a kubeconfig, as in KUBECONFIG; of equal names the first counts.</param>
    /// <param name="context">Context; null for the current one.</param>
    /// <exception cref="ClusterReadException">There is no such file or context, or it cannot be read.</exception>
    public static ApiConnection FromKubeconfig(IReadOnlyList<string> kubeconfigs, string? context)
    {
        ArgumentNullException.ThrowIfNull(kubeconfigs);
        var files = kubeconfigs.Where(File.Exists).Select(path => new FileInfo(path)).ToArray();
        if (files.Length == 0)
            throw new ClusterReadException(
                $"There is no kubeconfig: {string.Join(" and ", kubeconfigs)} does not exist. Set KUBECONFIG, name one with --kubeconfig, or look at a dump with --dump DIR.");
        try
        {
            var config = Merged(files, context);
            var name = context ?? config.CurrentContext;
            var known = config.Contexts?.Select(each => each.Name).ToList() ?? [];
            if (string.IsNullOrEmpty(name) || !known.Contains(name, StringComparer.Ordinal))
                throw new ClusterReadException(string.IsNullOrEmpty(name)
                    ? $"The kubeconfig has no current context. Choose one with --context: {string.Join(", ", known)}."
                    : $"The kubeconfig has no context '{name}'.{Manifests.Text.NearestName.Suggest(name, known)} It has {string.Join(", ", known)}.");
            var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigObject(config, name));
            return new(name, client.BaseUri, client.HttpClient,
                (request, cancellation) => client.Credentials?.ProcessHttpRequestAsync(request, cancellation) ?? Task.CompletedTask, client);
        }
        catch (Exception exception) when (exception is KubeConfigException or KubernetesClientException or IOException or UnauthorizedAccessException or FormatException
            or System.Security.Cryptography.CryptographicException or YamlDotNet.Core.YamlException or ArgumentException)
        {
            throw new ClusterReadException($"The kubeconfig {string.Join(" and ", files.Select(file => file.FullName))} cannot be used: {exception.Message}",
                exception);
        }
    }

    // As kubectl merges them: of equal names the first file counts. Paths in a file are relative to it.
    static K8SConfiguration Merged(FileInfo[] files, string? context)
    {
        var all = files.Select(file => KubernetesClientConfiguration.LoadKubeConfig(file)).ToList();
        var name = context ?? all.Select(each => each.CurrentContext).FirstOrDefault(each => !string.IsNullOrEmpty(each));
        var main = all.FirstOrDefault(each => each.Contexts?.Any(known => known.Name == name) == true) ?? all[0];
        main.CurrentContext = name;
        main.Contexts = [.. all.SelectMany(each => each.Contexts ?? []).DistinctBy(each => each.Name)];
        main.Clusters = [.. all.SelectMany(each => each.Clusters ?? []).DistinctBy(each => each.Name)];
        main.Users = [.. all.SelectMany(each => each.Users ?? []).DistinctBy(each => each.Name)];
        return main;
    }

    /// <summary>Connects through a client that is there already.</summary>
    internal static ApiConnection Through(HttpClient http, string name) => new(name, http.BaseAddress!, http, (_, _) => Task.CompletedTask, http);

    /// <summary>Asks for something.</summary>
    /// <param name="path">Path and query, e.g. <c>/api/v1/pods?limit=500</c>.</param>
    /// <param name="accept">Media type.</param>
    /// <param name="cancellation">Ends the request.</param>
    internal async Task<HttpResponseMessage> GetAsync(string path, string accept, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher
        };
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("basecamp", null));
        await authenticate(request, cancellation);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => owner.Dispose();
}
