using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The running deployment, as programs see it.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    internal Deployment Deployment { get; }

    public string OrganizationName => Deployment.OrganizationName;

    public string ProjectName => Deployment.ProjectName;

    /// <summary>Directory of Pulumi.yaml.</summary>
    /// <exception cref="InvalidOperationException">It was not given to the run.</exception>
    public string RootDirectory => Deployment.RootDirectory
        ?? throw new InvalidOperationException("The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    public string StackName => Deployment.StackName;

    /// <summary>True in a preview, where resources keep unknown outputs.</summary>
    public bool IsDryRun => Deployment.IsDryRun;

    /// <summary>Calls a provider function once its arguments are known.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(Deployment.InvokeForOutputAsync<T>(token, args, options));

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(Deployment.InvokeForOutputAsync<T>(token, args, options));

    /// <summary>Like <c>Invoke</c>, for functions that return a single unnamed value.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    /// <inheritdoc cref="InvokeSingle{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    /// <summary>Calls a provider function at once, on plain arguments.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await Deployment.InvokeAsync<T>(token, args, options).ConfigureAwait(false)).Value;

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Deployment.InvokeAsync<object>(token, args, options);

    /// <summary>Like <c>InvokeAsync</c>, for functions that return a single unnamed value.</summary>
    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();
}
