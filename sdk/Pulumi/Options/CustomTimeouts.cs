namespace Pulumi;

/// <summary>How long an operation on a resource may take. Default null: as the provider decides.</summary>
public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() => new() { Create = Create, Update = Update, Delete = Delete };
}
