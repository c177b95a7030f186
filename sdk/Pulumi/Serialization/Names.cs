namespace Pulumi;

/// <summary>Names and marks that the engine and every SDK agree on.</summary>
static class Names
{
    public const string Urn = "urn";
    public const string Id = "id";

    /// <summary>Stands for a value that is not known yet, where only a string can travel.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public const string StackType = "pulumi:pulumi:Stack";
    public const string StackReferenceType = "pulumi:pulumi:StackReference";
    public const string ProviderPrefix = "pulumi:providers:";
}
