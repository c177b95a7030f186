namespace Pulumi.Testing;

/// <summary>Takes the place of the engine and its providers in a test.</summary>
public interface IMocks
{
    /// <summary>Called for every resource but the stack. Returns the id (null: unknown, and for components) and the outputs.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Called for every function call. Returns its result, as a dictionary.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Called when a component or the stack registers its outputs. Default: ignored.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
