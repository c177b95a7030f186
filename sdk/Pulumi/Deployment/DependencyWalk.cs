namespace Pulumi;

/// <summary>Depending on a component means depending on the resources inside it.</summary>
static class DependencyWalk
{
    /// <summary>The given resources with every component replaced by the resources below it.</summary>
    public static IEnumerable<Resource> Leaves(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var open = new Stack<Resource>(resources);
        while (open.TryPop(out var resource))
        {
            if (!seen.Add(resource))
                continue;

            if (resource is not ComponentResource { IsRemote: false })
            {
                yield return resource;
                continue;
            }

            foreach (var child in resource.Children())
                open.Push(child);
        }
    }
}
