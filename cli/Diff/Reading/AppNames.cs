using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Which group a reviewer looks for an object in.</summary>
static class AppNames
{
    /// <summary>Group of objects that belong to no namespace and no unit.</summary>
    public const string Cluster = "cluster";

    /// <summary>
    /// The unit that Argo CD or Flux applies, where the path names one; else the namespace. A namespace itself is in its own group, what tells an
    /// engine about a unit in the unit's, and a file that lands on a machine in the machine's.
    /// </summary>
    public static string Of(ObjectId id, string path)
    {
        if (id.Kind == ObjectId.File)
            return path.Split('/') is [var top, _, ..] ? top : "files";
        if (IsWrapper(id))
            return id.Name;
        if (path.Split('/') is ["gitops", _, _, var unit, _, ..] && unit != "applications")
            return unit;
        if (id.Kind == "Namespace" && id.Group.Length == 0)
            return id.Name;
        return id.Namespace ?? Cluster;
    }

    static bool IsWrapper(ObjectId id) => (id.Group, id.Kind) is
        ("argoproj.io", "Application") or ("helm.toolkit.fluxcd.io", "HelmRelease") or ("kustomize.toolkit.fluxcd.io", "Kustomization");
}
