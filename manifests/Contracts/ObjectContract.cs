using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Contracts;

/// <summary>The fields of one kind of Kubernetes object: their names, types, which are required, which values are allowed.</summary>
/// <remarks>An API server drops a misspelt field of a custom resource without a word, and refuses the rest only when it is too late.</remarks>
public sealed partial class ObjectContract
{
    readonly ObjectContractFile file;
    readonly ObjectFields fields;

    internal ObjectContract(string apiVersion, string kind, bool isNamespaced, ObjectContractFile file, ObjectFields fields)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        IsNamespaced = isNamespaced;
        this.file = file;
        this.fields = fields;
    }

    /// <summary>Group and version, e.g. <c>apps/v1</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>Kind, e.g. <c>Deployment</c>.</summary>
    public string Kind { get; }

    /// <summary>False for a kind that belongs to the cluster as a whole.</summary>
    public bool IsNamespaced { get; }

    /// <summary>What is wrong with an object.</summary>
    /// <param name="body">The whole object as recorded: maps, lists (<see cref="ImmutableArray{T}"/>), text, numbers, booleans.</param>
    /// <returns>Violations by path; none when all is well.</returns>
    public IReadOnlyList<ContractViolation> Check(ImmutableDictionary<string, object> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        List<ContractViolation> found = [];
        CheckFields(fields, body, "", found);
        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    /// <summary>Reads every type this kind is made of.</summary>
    internal void Understand()
    {
        var pending = new Stack<ObjectFields>([fields]);
        var seen = new HashSet<ObjectFields>();
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var shape in next.Shapes.Values)
            {
                var inner = shape;
                while (inner is ObjectShape.ListOf or ObjectShape.MapOf)
                    inner = inner is ObjectShape.ListOf list ? list.Element : ((ObjectShape.MapOf)inner).Value;
                if (inner is ObjectShape.Named named)
                    pending.Push(file.Type(named.Type));
                else if (inner is ObjectShape.Fields type)
                    pending.Push(type.Type);
            }
        }
    }

    void CheckFields(ObjectFields type, IReadOnlyDictionary<string, object> value, string path, List<ContractViolation> found)
    {
        foreach (var required in type.Required)
        {
            if (!value.TryGetValue(required, out var given) || given is null)
                found.Add(new(ContractPath.Join(path, required), ContractRule.Missing, "Is required."));
        }
        foreach (var (name, given) in value)
        {
            if (type.Shapes.TryGetValue(name, out var shape))
                Check(shape, given, path, name, found);
            else if (!type.IsOpen)
            {
                var nearest = NearestName.Find(name, type.Shapes.Keys);
                found.Add(new(ContractPath.Join(path, name), ContractRule.Unknown, $"{Kind} ({ApiVersion}) has no such field.",
                    nearest is null ? null : ContractPath.Join(path, nearest)));
            }
        }
    }

    // The path is joined only where something is wrong or lies below: most values are right.
    void Check(ObjectShape shape, object? value, string parent, string name, List<ContractViolation> found)
    {
        if (value is null || shape is ObjectShape.Anything)
            return;
        if (shape is ObjectShape.Scalar scalar)
        {
            if (WhatIsWrong(scalar, value) is { } wrong)
                found.Add(wrong with { Path = ContractPath.Join(parent, name) });
            return;
        }
        CheckNested(shape, value, ContractPath.Join(parent, name), found);
    }

    void CheckNested(ObjectShape shape, object? value, string path, List<ContractViolation> found)
    {
        switch (shape, value)
        {
            case (_, null) or (ObjectShape.Anything, _):
                break;
            case (ObjectShape.Scalar scalar, _):
                if (WhatIsWrong(scalar, value) is { } wrong)
                    found.Add(wrong with { Path = path });
                break;
            case (ObjectShape.ListOf list, not string and IList elements):
                for (var i = 0; i < elements.Count; i++)
                    CheckNested(list.Element, elements[i], $"{path}[{i}]", found);
                break;
            case (ObjectShape.MapOf map, IReadOnlyDictionary<string, object> entries):
                foreach (var (key, entry) in entries)
                    Check(map.Value, entry, path, key, found);
                break;
            case (ObjectShape.Fields type, IReadOnlyDictionary<string, object> body):
                CheckFields(type.Type, body, path, found);
                break;
            case (ObjectShape.Named named, IReadOnlyDictionary<string, object> body):
                CheckFields(file.Type(named.Type), body, path, found);
                break;
            default:
                found.Add(WrongType(value, shape is ObjectShape.ListOf ? ValueKind.List : ValueKind.Map) with { Path = path });
                break;
        }
    }

    static ContractViolation? WhatIsWrong(ObjectShape.Scalar shape, object value)
    {
        if ((ValueKinds.Of(value) & shape.Kinds) == 0)
            return WrongType(value, shape.Kinds);
        if (shape.IsQuantity && value is string quantity && !Quantity().IsMatch(quantity))
            return new("", ContractRule.NotAllowed, "Is no quantity. Write a number with m, k, M, G, T, Ki, Mi, Gi, Ti or nothing behind it.");
        if (shape.Allowed is not { } allowed)
            return null;
        var text = value as string ?? (value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return allowed.Contains(text)
            ? null
            : new("", ContractRule.NotAllowed, $"Must be one of: {AllowedValues.Words(allowed)}.", NearestName.Find(text, allowed));
    }

    static ContractViolation WrongType(object value, ValueKind expected) =>
        new("", ContractRule.WrongType, $"Is {ValueKinds.Words(ValueKinds.Of(value))}, but must be {ValueKinds.Words(expected)}.");

    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$")]
    private static partial Regex Quantity();
}
