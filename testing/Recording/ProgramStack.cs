using Pulumi;

namespace Basecamp.Testing;

/// <summary>The stack a recorded program runs in. Only a <see cref="Stack"/> subclass can carry transformations under mocks.</summary>
sealed class ProgramStack : Stack
{
    /// <summary>What the program returned. Being an output, it keeps the deployment waiting for the program.</summary>
    [Output("programOutputs")]
    public Output<IDictionary<string, object?>> ProgramOutputs { get; }

    public ProgramStack(Func<Task<IDictionary<string, object?>>> program, StackOptions options) : base(options)
    {
        ProgramOutputs = Output.Create(program());
    }
}

/// <summary>Constructs the stack when Pulumi asks for it, which is as soon as the deployment exists.</summary>
sealed class ProgramStackFactory(Func<ProgramStack> create) : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(ProgramStack) ? create() : null;
}
