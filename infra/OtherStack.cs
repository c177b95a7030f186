using Pulumi;

namespace Basecamp.Infra;

/// <summary>A stack whose outputs are read: another one of the same project, one named in full, or this one.</summary>
static class OtherStack
{
    /// <summary>A reference to it.</summary>
    /// <param name="tier">What is read from it, which names the reference: one stack may own several tiers.</param>
    /// <param name="stack">Name of the stack: <c>organization/project/stack</c>, or the stack's alone.</param>
    public static StackReference Of(string tier, string stack) => new(tier, new() { Name = FullName(stack) });

    /// <summary>A reference to this stack itself, as it was last deployed.</summary>
    public static StackReference Own() => new(FullName(Pulumi.Deployment.Instance.StackName));

    static string FullName(string stack)
    {
        var deployment = Pulumi.Deployment.Instance;
        return stack.Contains('/', StringComparison.Ordinal) ? stack : $"{deployment.OrganizationName}/{deployment.ProjectName}/{stack}";
    }
}
