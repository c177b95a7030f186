namespace Pulumi.Testing;

/// <summary>Mocks that hand arguments back as outputs.</summary>
public class EmptyMocks : IMocks
{
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
        Task.FromResult<(string?, object)>((null, args.Inputs));

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args);
}
