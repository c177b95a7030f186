using System.Collections.Immutable;

namespace Basecamp.Cli.Diff.Model;

/// <summary>Compares the plain values that objects are made of.</summary>
static class Values
{
    /// <summary>Whether two values are the same; the order of a map's members does not count.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        switch (left, right)
        {
            case (SecretValue secret, SecretValue other):
                return !secret.DiffersFrom(other);
            case (ImmutableDictionary<string, object> map, ImmutableDictionary<string, object> other):
                if (map.Count != other.Count)
                    return false;
                foreach (var (key, value) in map)
                {
                    if (!other.TryGetValue(key, out var counterpart) || !AreEqual(value, counterpart))
                        return false;
                }
                return true;
            case (ImmutableArray<object> list, ImmutableArray<object> other):
                if (list.Length != other.Length)
                    return false;
                for (var i = 0; i < list.Length; i++)
                {
                    if (!AreEqual(list[i], other[i]))
                        return false;
                }
                return true;
            default:
                return Equals(left, right);
        }
    }
}
