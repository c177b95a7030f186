using System.Globalization;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Status;

namespace Basecamp.Cli.Status;

/// <summary>Prints a status for people.</summary>
sealed class StatusText(Page page)
{
    const int Label = 14;
    const int MostNames = 6;
    const double Gibi = 1 << 30;

    /// <summary>Prints it.</summary>
    public void Print(ClusterStatus status)
    {
        page.Line(Style.Strong("basecamp status"), Style.Dim(
            $"  {status.Snapshot.Source} · {status.Snapshot.ServerVersion ?? "version unknown"} · {status.Snapshot.TakenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"));
        page.Line();
        Nodes(status);
        if (status.EtcdMembers > 0)
            Row("etcd", status.EtcdWorking == status.EtcdMembers, string.Create(CultureInfo.InvariantCulture,
                $"{status.EtcdWorking} of {status.EtcdMembers} members work"));
        var late = status.Delivery.Where(each => !each.IsFine).ToList();
        if (status.Delivery.Count > 0)
            Row("gitops", late.Count == 0,
                $"{PreviewReport.Count(status.Delivery.Count, "unit")}, {(late.Count == 0 ? "all as in git" : Listed([.. late.Select(each => $"{each.Name}: {each.State}")]))}");
        var unwell = status.Apps.Where(app => app.Unwell.Count > 0).ToList();
        Row("apps", unwell.Count == 0, string.Create(CultureInfo.InvariantCulture,
            $"{status.Apps.Sum(app => app.Ready)} of {status.Apps.Sum(app => app.Wanted)} pods ready in {PreviewReport.Count(status.Apps.Count, "namespace")}{(unwell.Count == 0 ? "" : $"; not well: {Listed([.. unwell.SelectMany(app => app.Unwell.Select(name => $"{app.Namespace}/{name}"))])}")}"));
        if (status.Certificates is [var first, ..])
            Row("certificates", first.DaysLeft > 7,
                $"{PreviewReport.Count(status.Certificates.Count, "certificate")}, first {first.Name} {(first.DaysLeft is { } days ? string.Create(CultureInfo.InvariantCulture, $"in {days} days") : "is not issued")}");
        foreach (var backup in status.Backups)
            Row("backup", backup.Age is not null, $"{backup.What} {(backup.Age is { } age ? $"{Shown(age)} old" : "has none")}");
        Row("capacity", status.Capacity.Fits, status.Capacity.Lost is null
            ? status.Nodes.Any(node => node is { IsReady: true, IsCordoned: false }) ? "one machine takes all ordinary pods: when it is lost, they are"
                : "no machine takes pods"
            : string.Create(CultureInfo.InvariantCulture,
                $"without {status.Capacity.Lost}: {status.Capacity.CpuLeft:0.0} CPUs and {status.Capacity.BytesLeft / Gibi:0.0} GiB {(status.Capacity.Fits ? "left" : "(negative: pods would stay Pending)")}"));
        foreach (var unread in status.Snapshot.Unread.Where(unread => unread.What != "secrets").Take(5))
            Wrapped("not seen", $"{unread.What}: {unread.Why}", Style.Dim);
        page.Line();
        foreach (var cause in status.Causes.Take(5))
            Wrapped(cause.Finding.Severity == Severity.Broken ? "✗ broken" : "! risk", $"{cause.Subject}: {cause.Finding.What}",
                cause.Finding.Severity == Severity.Broken ? Style.Bad : Style.Warning);
        page.Line(status.Causes.Count == 0
            ? Style.Good("status: nothing is wrong, as far as was seen")
            : Style.Bad($"status: {PreviewReport.Count(status.Causes.Count, "finding")}; ./basecamp doctor says why, and what mends it"));
    }

    void Nodes(ClusterStatus status)
    {
        var width = Math.Max(4, status.Nodes.Select(node => node.Name.Length).DefaultIfEmpty().Max());
        page.Line(Style.Dim($"{"machine".PadRight(Math.Max(width, 7))}  {"role",-6}  {"state",-8}  {"pods",4}  {"CPU asked",9}  {"memory",6}  version"));
        foreach (var node in status.Nodes)
        {
            var state = !node.IsReady ? "NotReady" : node.IsCordoned ? "cordoned" : "Ready";
            page.Line(
                Style.Plain($"{node.Name.PadRight(Math.Max(width, 7))}  {(node.IsServer ? "server" : "agent"),-6}  "),
                node.IsReady && !node.IsCordoned ? Style.Good($"{state,-8}") : Style.Bad($"{state,-8}"),
                Style.Plain(string.Create(CultureInfo.InvariantCulture,
                    $"  {node.Pods,4}  {node.CpuAsked,9:P0}  {node.MemoryAsked,6:P0}  {node.Version ?? "unknown"}")));
        }
        page.Line();
    }

    void Row(string label, bool isFine, string text) => Wrapped(label, text, isFine ? Style.Plain : Style.Bad);

    void Wrapped(string label, string text, Func<string, Style> style)
    {
        foreach (var (index, line) in Doctor.WrappedText.Lines(text, page.Width - Label).Index())
            page.Line(Style.Plain((index == 0 ? label : "").PadRight(Label)), style(line));
    }

    static string Listed(IReadOnlyList<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more");

    static string Shown(TimeSpan age) => age.TotalHours < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min")
        : age.TotalDays < 3 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h") : string.Create(CultureInfo.InvariantCulture,
            $"{age.TotalDays:0} days");
}
