using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>
/// Runs programs. This stand-in runs them under mocks only (<c>TestAsync</c>); <c>RunAsync</c>, which needs an engine,
/// explains what to do instead.
/// </summary>
public sealed partial class Deployment
{
    static readonly AsyncLocal<DeploymentInstance?> current = new();

    readonly Monitor monitor;

    Deployment(IMocks mocks, TestOptions? options)
    {
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        RootDirectory = options?.RootDirectory;
        IsDryRun = options?.IsPreview ?? true;
        monitor = new Monitor(this, mocks);
    }

    /// <summary>The deployment this code runs in.</summary>
    /// <exception cref="InvalidOperationException">It runs in none.</exception>
    public static DeploymentInstance Instance =>
        current.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static Deployment Current => Instance.Deployment;

    /// <summary>The deployment this code runs in; null outside of any, where outputs may be used as well.</summary>
    internal static Deployment? Running => current.Value?.Deployment;

    internal string StackName { get; }

    internal string ProjectName { get; }

    internal string OrganizationName { get; }

    internal string? RootDirectory { get; }

    internal bool IsDryRun { get; }

    internal ImmutableDictionary<string, string> Config { get; } = ConfigVariable.Read();

    internal ErrorLog Errors { get; } = new();

    internal Stack Stack
    {
        get => field ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set;
    }

    PendingWork Pending { get; } = new();

    /// <summary>Makes the run wait for a task and fail with it.</summary>
    internal void Track(Task task) => Pending.Track(task);

    internal void Register(Registration registration) => Pending.Track(monitor.RegisterAsync(registration));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        Pending.Track(monitor.RegisterOutputsAsync(resource, outputs));

    internal Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options) =>
        monitor.InvokeAsync<T>(token, args, options);

    internal Task<OutputData<T>> InvokeForOutputAsync<T>(string token, InvokeArgs args, InvokeOptions? options) =>
        monitor.InvokeForOutputAsync<T>(token, args, options);
}
