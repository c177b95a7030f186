using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program that cannot resolve a name.</summary>
sealed class NameNotResolved : IContainerCheck
{
    // Source: what getaddrinfo, Go, Node.js, Java and .NET say.
    static readonly string[] Says = ["no such host", "name or service not known", "temporary failure in name resolution", "ENOTFOUND", "EAI_AGAIN",
        "UnknownHostException", "could not translate host name", "server misbehaving"];

    public Finding? Look(ContainerView container) => !container.IsCrashing || container.LogLine(Says) is not { } line ? null
        : container.Pod.Finding("name-not-resolved", $"Container {container.Name} cannot resolve a name",
            "The name is misspelt, the Service does not exist, or DNS does not answer.") with
        {
            Evidence = [line, container.Ended?.Evidence(container.Name) ?? container.State],
            Commands = [$"kubectl -n {container.Pod.Namespace} debug {container.Pod.Name} -it --image=busybox:1.37 -- nslookup NAME",
                "kubectl -n kube-system get pods -l k8s-app=kube-dns"],
            Runbook = "docs/runbooks/coredns.md",
            IsSymptom = true,
            Because = [ClusterView.Dns],
        };
}
