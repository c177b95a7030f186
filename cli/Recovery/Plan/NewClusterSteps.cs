using System.Globalization;
using Basecamp.Cli.Recovery.Check;
using Basecamp.Components.Durability;
using Basecamp.Components.Postgres;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>Machines or site are gone: a new cluster with the old passwords, and data from backups.</summary>
static class NewClusterSteps
{
    const string Kubectl = "kubectl";

    /// <summary>The steps.</summary>
    public static IEnumerable<PlanStep> Of(RecoverableStack stack, DisasterCheck check)
    {
        var (topology, name) = (stack.Topology, stack.Name);
        yield return new(
            $"Fence the old cluster {topology.Cluster.Name}",
            $"Nothing of it may come back up, machines that still run included{(topology.Api.VirtualIp is { } ip ? $": two clusters must never answer on {ip}" : "")}; two databases must never write into one archive.");
        yield return new(
            "Bring back the state, without the old cluster in it",
            "It holds the passwords and keys that were generated, which the new cluster gets again. Objects of the old cluster go, because nobody can delete them any more.",
            $"pulumi stack init {name}",
            $"./basecamp dr forget-cluster --export EXPORT.json --out {name}.forgotten.json",
            $"pulumi stack import --stack {name} --file {name}.forgotten.json");
        yield return Cluster(stack);
        if (Databases(stack).ToList() is { Count: > 0 } databases)
            yield return new(
                "Let databases start from their archives",
                "Each begins a new archive and reads the one before, as far as that goes. Do not set a targetTime: PostgreSQL stops when the archive does not reach it.",
                [.. databases.SelectMany(database => Recover(stack, database))]);
        yield return new(
            "Look at it, then build the new cluster", "Apps whose secrets or volumes are not back yet wait, or start empty until the steps below.",
            $"./basecamp preview --stack {name}", $"pulumi up --stack {name}")
        {
            DoneWhen = "kubectl get nodes shows every machine as Ready",
        };
        foreach (var step in Data(stack, check))
            yield return step;
        yield return new(
            "Back to normal", "The first backups of the new cluster, and a state that knows it.",
            [
                .. stack.Platform?.Velero is null ? Array.Empty<string>() : [AccessMode("ReadWrite"), "velero backup create --from-schedule velero-nightly --wait"],
                $"pulumi stack export --stack {name} --file NEW.json", $"./basecamp dr check --stack {name} --export NEW.json",
            ]);
    }

    static PlanStep Cluster(RecoverableStack stack) => new(
        "Say in the stack file that machines and cluster are new",
        "Where a machine has another address or host key, change `address` and `hostKey` of its node, too; keep names and roles.",
        [
            Raise(stack, "basecamp:homelab.cluster.generation", stack.Topology.Cluster.Generation),
            .. stack.Topology.Nodes.Select((node, index) => Raise(stack, $"basecamp:homelab.nodes[{index}].generation", node.Generation)),
            .. stack.Topology.Restore is null ? Array.Empty<string>() : [stack.Remove("basecamp:homelab.restore")],
        ]);

    static IEnumerable<PlanStep> Data(RecoverableStack stack, DisasterCheck check)
    {
        var backups = stack.Platform?.Velero is not null;
        if (backups)
            yield return new(
                "Keep Velero from writing until everything is back", "A new, empty backup must not push out the old ones.",
                AccessMode("ReadOnly"), "kubectl get backups -n velero-system");
        foreach (var state in check.States.Where(state => state.Covered.State is { Medium: StateMedium.Secret, Namespace: not null } && backups && state.Fate is Fate.Restorable))
            yield return Secrets(state, check.Now);
        var databases = check.States.Where(state => state.Copies.Any(copy => copy.Copy.Format == CopyFormat.BarmanArchive)).ToList();
        if (databases.Count > 0)
            yield return new(
                "Wait for the databases", $"{string.Join("; ", databases.Select(state => $"{state.Covered.State.What}{AsOf(state, check.Now)}"))}. One that takes connections while it recovers does not have all rows yet.",
                ["kubectl get clusters.postgresql.cnpg.io -A", .. databases.Select(state => InRecovery(state.Covered.State))])
            {
                DoneWhen = "every primary answers f",
            };
        foreach (var state in check.States.Where(state => state.Covered.State is { Medium: StateMedium.Volume, Namespace: not null, Loss: LossKind.Data } && !databases.Contains(state) && state.Fate is Fate.Restorable))
            yield return Volume(stack, state, check.Now, backups);
    }

    static PlanStep Secrets(CheckedState state, DateTimeOffset now)
    {
        var (held, ns) = (state.Covered.State, state.Covered.State.Namespace!);
        return new(
            $"Bring back the {held.What}{AsOf(state, now)}", "A Secret that the new cluster made already is in the way and has to go first; what reads it starts anew.",
            [
                .. held.Id == "cert-manager/root" ? ["kubectl delete secret -n cert-manager-system cluster-ca"] : Array.Empty<string>(),
                $"velero restore create --from-backup {BackupOf(state)} --include-namespaces {ns} --include-resources secrets --wait",
                $"{Kubectl} rollout restart deployment -n {ns}",
            ]);
    }

    static PlanStep Volume(RecoverableStack stack, CheckedState state, DateTimeOffset now, bool backups)
    {
        var (held, ns) = (state.Covered.State, state.Covered.State.Namespace!);
        return new(
            $"Bring back the {held.What}{AsOf(state, now)}",
            backups
                ? "Stop what writes, give up the empty volumes, take those of the backup. Under Argo CD or Flux, suspend the app first."
                : "Stop what writes, give up the empty volumes, and restore each in Longhorn's UI with the option 'use previous name': docs/platform/longhorn.md.",
            [
                $"{Kubectl} scale deployment,statefulset -n {ns} --all --replicas=0", $"{Kubectl} delete pvc -n {ns} --all",
                backups
                    ? $"velero restore create --from-backup {BackupOf(state)} --include-namespaces {ns} --include-resources persistentvolumeclaims,persistentvolumes --wait"
                    : $"{Kubectl} port-forward -n longhorn-system svc/longhorn-frontend 8080:80",
                $"pulumi up --stack {stack.Name} --refresh",
            ]);
    }

    static IEnumerable<string> Recover(RecoverableStack stack, Database database)
    {
        yield return Raise(stack, $"{database.Path}.generation", database.Generation);
        yield return stack.Set($"{database.Path}.recovery.fromGeneration", Number(database.Generation));
        // What an earlier recovery left there.
        if (database.Recovery?.TargetTime is not null)
            yield return stack.Remove($"{database.Path}.recovery.targetTime");
        if (database.Recovery?.FromCluster is not null)
            yield return stack.Remove($"{database.Path}.recovery.fromCluster");
    }

    static IEnumerable<Database> Databases(RecoverableStack stack)
    {
        foreach (var (cluster, spec) in stack.Platform?.Postgres?.Clusters.OrderBy(cluster => cluster.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, PostgresClusterSpec>>())
            if (spec.Backup is not null)
                yield return new($"basecamp:platform.postgres.clusters.{cluster}", spec.Generation, spec.Recovery);
        if (stack.Apps?.Triage is { Database: { Backup: not null } triage })
            yield return new("basecamp:apps.triage.database", triage.Generation, triage.Recovery);
    }

    static string BackupOf(CheckedState state) =>
        state.Copies.Select(copy => copy is { Copy.Format: CopyFormat.VeleroBackups } ? copy.Found?.Name : null).OfType<string>().FirstOrDefault() ?? "BACKUP";

    static string InRecovery(HeldState state) =>
        $"{Kubectl} exec -n {state.Namespace} {state.Id["postgres/".Length..]}-1 -c postgres -- psql -tAc 'select pg_is_in_recovery()'";

    static string AccessMode(string mode) =>
        $$$"""{{{Kubectl}}} patch backupstoragelocation -n velero-system default --type merge -p '{"spec":{"accessMode":"{{{mode}}}"}}'""";

    static string AsOf(CheckedState state, DateTimeOffset now) => state.Best?.Found?.RestorableTo is { } moment ? $", as of {Ages.Text(now - moment)} ago" : "";

    static string Raise(RecoverableStack stack, string path, int now) => stack.Set(path, Number(now + 1));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed record Database(string Path, int Generation, RecoverySpec? Recovery);
}
