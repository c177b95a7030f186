using System.Diagnostics.CodeAnalysis;

namespace Basecamp.Testing;

/// <summary>Everything a Pulumi program registered, recorded without engine, cloud or cluster.</summary>
/// <remarks>What this proves is what the program asks for, not that a provider or cluster accepts it.</remarks>
/// <example><code>
/// var stack = await RecordedStack.RunAsync(() =&gt; _ = new WebService("web", new() { Image = image }));
/// var policy = stack.Single("kubernetes:networking.k8s.io/v1:NetworkPolicy");
/// </code></example>
public sealed class RecordedStack
{
    internal RecordedStack(
        RecordingOptions options,
        IReadOnlyList<RecordedResource> resources,
        IReadOnlyDictionary<string, RecordedOutput> outputs,
        IReadOnlyList<ProgramError> errors,
        IReadOnlyCollection<string> secretValues)
    {
        ProjectName = options.ProjectName;
        StackName = options.StackName;
        Resources = resources;
        Outputs = outputs;
        Errors = errors;
        SecretValues = secretValues;
        byType = resources.ToLookup(resource => resource.Type, StringComparer.Ordinal);
    }

    readonly ILookup<string, RecordedResource> byType;

    /// <summary>The Pulumi project.</summary>
    public string ProjectName { get; }

    /// <summary>The Pulumi stack.</summary>
    public string StackName { get; }

    /// <summary>All resources in construction order, the stack itself left out.</summary>
    public IReadOnlyList<RecordedResource> Resources { get; }

    /// <summary>The outputs the program returned.</summary>
    public IReadOnlyDictionary<string, RecordedOutput> Outputs { get; }

    /// <summary>Why the program failed; empty when it did not.</summary>
    public IReadOnlyList<ProgramError> Errors { get; }

    /// <summary>Texts that were given as secret when recording. Never print them.</summary>
    public IReadOnlyCollection<string> SecretValues { get; }

    /// <summary>Records <paramref name="program"/>.</summary>
    /// <exception cref="ProgramFailedException">The program threw or a resource could not be registered.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static async Task<RecordedStack> RunAsync(
        Func<Task<IDictionary<string, object?>>> program, RecordingOptions? options = null, CancellationToken cancellation = default)
    {
        var stack = await TryRunAsync(program, options, cancellation);
        return stack.Errors.Count == 0 ? stack : throw new ProgramFailedException(stack);
    }

    /// <inheritdoc cref="RunAsync(Func{Task{IDictionary{string, object?}}}, RecordingOptions?, CancellationToken)"/>
    public static Task<RecordedStack> RunAsync(Action program, RecordingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        return RunAsync(() =>
        {
            program();
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        }, options, cancellation);
    }

    /// <summary>Records a program even if it fails: <see cref="Errors"/> says why, <see cref="Resources"/> how far it got.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static Task<RecordedStack> TryRunAsync(
        Func<Task<IDictionary<string, object?>>> program, RecordingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new Recording(program, options ?? new(), cancellation).RunAsync();
    }

    /// <summary>All resources of a type, in construction order.</summary>
    public IEnumerable<RecordedResource> OfType(string type) => byType[type];

    /// <summary>All resources with a logical name, in construction order.</summary>
    public IEnumerable<RecordedResource> Named(string name) => Resources.Where(resource => resource.Name == name);

    /// <summary>The only resource of a type, or the only one of that type and name.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one; the message lists what there is.</exception>
    [SuppressMessage("Naming", "CA1720", Justification = "Named as LINQ's method, not as the floating point type.")]
    public RecordedResource Single(string type, string? name = null)
    {
        var matches = OfType(type).Where(resource => name is null || resource.Name == name).ToList();
        if (matches.Count == 1)
            return matches[0];
        var wanted = name is null ? $"one {type}" : $"one {type} named '{name}'";
        throw new InvalidOperationException(matches.Count == 0
            ? $"Expected {wanted}, found none. {Nearest(type)}"
            : $"Expected {wanted}, found {matches.Count}: {string.Join(", ", matches.Select(match => match.Name))}.");
    }

    string Nearest(string type)
    {
        var names = OfType(type).Select(resource => resource.Name).ToList();
        return names.Count > 0
            ? $"That type has: {string.Join(", ", names)}."
            : $"The stack has: {string.Join(", ", byType.Select(group => group.Key).Order(StringComparer.Ordinal))}.";
    }
}
