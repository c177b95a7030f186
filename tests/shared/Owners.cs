namespace Basecamp.Tests;

/// <summary>Who can apply a stack.</summary>
static class Owners
{
    static readonly string[] All = ["pulumi", "argocd", "flux"];

    /// <summary>Every change from one owner to another.</summary>
    public static TheoryData<string, string> Changes
    {
        get
        {
            var changes = new TheoryData<string, string>();
            foreach (var owner in All)
                foreach (var next in All.Where(next => next != owner))
                    changes.Add(owner, next);
            return changes;
        }
    }
}
