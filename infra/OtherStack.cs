using Pulumi;

namespace Basecamp.Infra;

/// <summary>Another stack of the same project, or a stack named in full.</summary>
static class OtherStack
{
    /// <summary>A reference to it.</summary>
    /// <param name="tier">What is read from it, which names the reference: one stack may own several tiers.</param>
    /// <param name="stack">Name of the stack: <c>organization/project/stack</c>, or the stack's alone.</param>
    public static StackReference Of(string tier, string stack) => new(tier, new() { Name = FullName(stack) });

    static string FullName(string stack)
    {
        var deployment = Pulumi.Deployment.Instance;
        return stack.Contains('/', StringComparison.Ordinal) ? stack : $"{deployment.OrganizationName}/{deployment.ProjectName}/{stack}";
    }
}
