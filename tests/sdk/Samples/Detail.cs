using Pulumi;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>An output type whose constructor renames one property.</summary>
[OutputType]
sealed class Detail
{
    public readonly string Host;

    public readonly int? Port;

    public readonly Detail? Fallback;

    public readonly string? Reference;

    [OutputConstructor]
    Detail(string host, int? port, Detail? fallback, [OutputConstructorParameter("$ref")] string? reference)
    {
        Host = host;
        Port = port;
        Fallback = fallback;
        Reference = reference;
    }
}
