namespace Basecamp.Infra;

/// <summary>The Pulumi program.</summary>
public static class BasecampProgram
{
    /// <summary>Constructs the stack's resources.</summary>
    public static Task<IDictionary<string, object?>> DefineAsync() =>
        Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
}
