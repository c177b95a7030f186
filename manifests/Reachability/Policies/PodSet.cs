namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>Pods of a model by index, as bits.</summary>
sealed class PodSet(int capacity)
{
    readonly ulong[] words = new ulong[(capacity + 63) / 64];

    public void Add(int index) => words[index >> 6] |= 1UL << (index & 63);

    public bool Contains(int index) => (words[index >> 6] & (1UL << (index & 63))) != 0;

    public void UnionWith(PodSet other)
    {
        for (var word = 0; word < words.Length; word++)
            words[word] |= other.words[word];
    }

    public IEnumerable<int> Indexes()
    {
        for (var word = 0; word < words.Length; word++)
        {
            for (var rest = words[word]; rest != 0; rest &= rest - 1)
                yield return (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
        }
    }
}
