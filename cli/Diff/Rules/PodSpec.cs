using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>The pods that an object starts.</summary>
/// <param name="Spec">Their <c>spec</c>.</param>
sealed record PodSpec(ImmutableDictionary<string, object> Spec)
{
    /// <summary>All containers, those that only run at start included.</summary>
    public IEnumerable<ImmutableDictionary<string, object>> Containers => Spec.Maps("initContainers").Concat(Spec.Maps("containers"));

    /// <summary>The pods of <paramref name="owner"/>; null when it starts none.</summary>
    public static PodSpec? Of(DiffObject? owner) => (owner?.Id.Group, owner?.Id.Kind) switch
    {
        ("", "Pod") => new(owner.Map("spec")),
        ("apps", "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet") or ("batch", "Job") => new(owner.Map("spec", "template", "spec")),
        ("batch", "CronJob") => new(owner.Map("spec", "jobTemplate", "spec", "template", "spec")),
        _ => null,
    };
}
