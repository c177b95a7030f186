using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Running programs under mocks.</summary>
public sealed partial class Deployment
{
    /// <summary>Runs a stack under mocks. Returns every resource, the stack included.</summary>
    /// <exception cref="RunException">The run failed; an <see cref="AggregateException"/> of these for several errors.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestStackAsync(mocks, options, () => new TStack());

    /// <summary>Like <see cref="TestAsync{TStack}"/>, for stacks with constructor arguments.</summary>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return TestStackAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. "
                + "Register the type with the service provider before calling RunAsync."));
    }

    /// <summary>Runs a function under mocks. Returns every resource but the stack, and the function's result.</summary>
    /// <inheritdoc cref="TestAsync{TStack}" path="/exception"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        TestFunctionAsync(testMocks, testOptions, createResources);

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object?}}})"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestFunctionAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object?}}})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var result = await TestFunctionAsync(testMocks, testOptions, async () =>
        {
            await createResources().ConfigureAwait(false);
            return new Dictionary<string, object?>();
        }).ConfigureAwait(false);
        return result.Resources;
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object?}}})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        var result = await TestFunctionAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        }).ConfigureAwait(false);
        return result.Resources;
    }

    static Task<ImmutableArray<Resource>> TestStackAsync<TStack>(IMocks mocks, TestOptions? options, Func<TStack> create)
        where TStack : Stack => new Deployment(mocks, options).RunMockedAsync(() =>
        {
            create().ExportProperties();
            return Task.CompletedTask;
        });

    static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestFunctionAsync(
        IMocks mocks, TestOptions? options, Func<Task<IDictionary<string, object?>>> create)
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        Stack? root = null;
        var resources = await new Deployment(mocks, options).RunMockedAsync(async () =>
        {
            root = new Stack();
            outputs = await create().ConfigureAwait(false);
            root.ExportProperties();
        }).ConfigureAwait(false);
        return (resources.Remove(root!), outputs);
    }

    async Task<ImmutableArray<Resource>> RunMockedAsync(Func<Task> program)
    {
        if (current.Value is not null)
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");

        current.Value = new DeploymentInstance(this);
        foreach (var error in await CompleteAsync(program).ConfigureAwait(false))
            Errors.Add(RunFailure.Describe(error));

        var messages = Errors.Messages;
        return messages.Length switch
        {
            0 => monitor.Resources,
            1 => throw new RunException(messages[0]),
            _ => throw new AggregateException(messages.Select(message => new RunException(message))),
        };
    }

    async Task<IReadOnlyList<Exception>> CompleteAsync(Func<Task> program)
    {
        ImmutableArray<Exception> errors;
        try
        {
            await program().ConfigureAwait(false);
            errors = await Pending.IdleOrFirstErrorAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the program throws is the result of the run.
        catch (Exception error)
#pragma warning restore CA1031
        {
            errors = [error];
        }

        if (errors.Length > 0)
            Environment.ExitCode = RunFailure.ExitCode;
        return errors;
    }
}
