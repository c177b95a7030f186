using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new None();

    protected ResourceArgs()
    {
    }

    sealed class None : ResourceArgs;
}

/// <summary>Arguments of a function call.</summary>
public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new None();

    protected InvokeArgs()
    {
    }

    sealed class None : InvokeArgs;
}

/// <summary>Arguments of a resource without a class of their own.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override IReadOnlyDictionary<string, object?> ToDictionary() => dictionary;
}

/// <summary>Arguments of a function call without a class of their own.</summary>
public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override IReadOnlyDictionary<string, object?> ToDictionary() => dictionary;
}
