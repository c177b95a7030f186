using System.Text.RegularExpressions;
using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program that the API server refuses something.</summary>
sealed class AccessForbidden : IContainerCheck
{
    static readonly Regex Forbidden = new("User \\\\?\"(?<user>system:serviceaccount:[a-z0-9.:-]+)\\\\?\" cannot (?<verb>[a-z]+) resource \\\\?\"(?<resource>[a-z/]+)\\\\?\" in API group \\\\?\"(?<group>[a-z0-9.-]*)\\\\?\"(?: in the namespace \\\\?\"(?<namespace>[a-z0-9-]+))?");

    public Finding? Look(ContainerView container)
    {
        if (!container.IsCrashing && container.IsReady || Forbidden.Match(container.Log) is not { Success: true } match)
            return null;
        var (user, verb, group) = (match.Groups["user"].Value, match.Groups["verb"].Value, match.Groups["group"].Value);
        var ns = match.Groups["namespace"] is { Success: true } found ? found.Value : null;
        var resource = match.Groups["resource"].Value + (group.Length > 0 ? $".{group}" : "");
        if (LivingAccess.Can(container.Pod.Cluster, user, verb, resource, ns) == true)
            return null;
        var flag = ns is null ? "" : $"-n {ns} ";
        return container.Pod.Finding("access-forbidden", $"ServiceAccount {user.Split(':')[^1]} may not {verb} {resource}",
            $"No Role that is bound to {user} allows to {verb} {resource}{(ns is null ? " in the whole cluster" : $" in {ns}")}, and the program needs it.") with
        {
            Evidence = [container.LogLine("cannot " + verb) ?? match.Value, container.State],
            Commands = [$"kubectl auth can-i {verb} {resource} {flag}--as={user}",
                $"kubectl {flag}create {(ns is null ? "clusterrole" : "role")} {container.Pod.ServiceAccount} --verb={verb} --resource={resource}",
                $"kubectl {flag}create {(ns is null ? "clusterrolebinding" : "rolebinding")} {container.Pod.ServiceAccount} --{(ns is null ? "clusterrole" : "role")}={container.Pod.ServiceAccount} --serviceaccount={container.Pod.Namespace}:{container.Pod.ServiceAccount}"],
            Runbook = "docs/runbooks/crashloop.md",
        };
    }
}
