using System.Globalization;
using Basecamp.Cluster.Doctor.Scheduling;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Scheduling;

/// <summary>A pod that no node can take: the scheduler's arithmetic, node by node.</summary>
sealed class FitsNowhere : IPodCheck
{
    public Finding? Look(PodView pod)
    {
        var told = pod.Events.FirstOrDefault(each => each.Reason == "FailedScheduling");
        var nodes = pod.Cluster.Nodes;
        if (nodes.Count == 0)
            return null;
        var fits = nodes.Select(node => NodeFit.Of(pod, node)).ToList();
        if (fits.Any(fit => fit.Obstacles.Count == 0))
            return told is not null ? Told(pod, told) : pod.Cluster.Since(pod.Object.CreatedAt()) < TimeSpan.FromMinutes(2) ? null : NotLooked(pod);
        var worst = Main(fits);
        // Only a node that would take the pod if it worked is why the pod waits.
        var unready = fits.Where(fit => fit.Obstacles.All(each => each.Kind == ObstacleKind.NotReady)).Select(fit => fit.Node.Id).ToList();
        return pod.Finding(Texts.Check(worst.Kind), $"No node can take the pod: {Texts.What(worst)}", Texts.Cause(worst.Kind, pod, nodes.Count)) with
        {
            Evidence = [.. told is null ? [] : new[] { told.ToString() }, .. fits.Take(8)
                .Select(fit => $"{fit.Node.Name}: {string.Join("; ", fit.Obstacles.Select(each => each.Text))}"),
                .. fits.Count > 8 ? [string.Create(CultureInfo.InvariantCulture, $"and {fits.Count - 8} nodes more")] : Array.Empty<string>()],
            Commands = [.. Texts.Commands(worst.Kind, pod)],
            Runbook = "docs/runbooks/pod-wont-schedule.md",
            IsSymptom = unready.Count > 0,
            Because = [.. unready],
        };
    }

    // Something that this does not compute, or an event of before.
    static Finding Told(PodView pod, EventView told) => pod.Finding("unschedulable", "No node takes the pod", told.Message) with
    {
        Evidence = [told.ToString()],
        Commands = [$"kubectl -n {pod.Namespace} describe pod {pod.Name}"],
        Runbook = "docs/runbooks/pod-wont-schedule.md",
        IsSymptom = true,
    };

    static Finding NotLooked(PodView pod) => pod.Finding("not-scheduled", "A node would fit, and nobody schedules the pod",
        "The scheduler did not look at the pod. It is part of K3s' servers: is one the leader?") with
    {
        Evidence = ["no event FailedScheduling"],
        Commands = ["kubectl -n kube-system get leases kube-scheduler"],
        Runbook = "docs/runbooks/pod-wont-schedule.md",
    };

    // What would have to go for the most nodes to fit. Servers that keep ordinary pods away are meant to: they count only where nothing else is.
    static Obstacle Main(List<NodeFit> fits)
    {
        var meant = Without(fits, fit => fit.Node.IsServer && fit.Obstacles.Any(each => each.Kind == ObstacleKind.Taint));
        // Nor nodes that the pod does not choose, as long as it chooses some.
        meant = Without(meant, fit => fit.Obstacles.Any(each => each.Kind == ObstacleKind.NodeSelector));
        var alone = meant.Where(fit => fit.Obstacles.Select(each => each.Kind).Distinct().Count() == 1).ToList();
        return (alone.Count > 0 ? alone : meant).SelectMany(fit => fit.Obstacles).GroupBy(each => each.Kind)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().First();
    }

    static List<NodeFit> Without(List<NodeFit> fits, Func<NodeFit, bool> isLeftOut) => fits.Any(fit => !isLeftOut(fit))
        ? [.. fits.Where(fit => !isLeftOut(fit))] : fits;
}
