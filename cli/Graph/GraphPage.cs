using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Basecamp.Cli.Graph;

/// <summary>The picture as one HTML file that needs nothing else.</summary>
sealed class GraphPage
{
    // Nothing may be loaded from anywhere, should a name ever break out of its place.
    const string Csp = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    readonly GraphModel model;
    readonly GraphOverview overview;
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly ILookup<string, GraphPath> sent;
    readonly ILookup<string, GraphPath> received;

    GraphPage(GraphModel model)
    {
        this.model = model;
        overview = GraphOverview.Of(model);
        sent = model.Paths.ToLookup(path => path.From, StringComparer.Ordinal);
        received = model.Paths.ToLookup(path => path.To, StringComparer.Ordinal);
        foreach (var place in model.Places)
            Number(place.Id, place.Name);
        foreach (var workload in model.Namespaces.SelectMany(ns => ns.Workloads))
            Number(workload.Id, workload.Id);
    }

    /// <summary>The page; byte-identical for equal models.</summary>
    public static string Write(GraphModel model) => new GraphPage(model).Page().ToString();

    void Number(string id, string name)
    {
        numbers.Add(id, numbers.Count);
        names.Add(id, name);
    }

    Html Page() => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Csp}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{model.Stack} – basecamp</title>
        <style>
        {Asset("page.css")}</style>
        </head>
        <body>
        {Asset("symbols.svg")}<a class="skip" href="#table">Skip to the table</a>
        <header>
        <svg class="logo" aria-hidden="true"><use href="#i-camp"/></svg>
        <h1>{model.Stack}</h1>
        <p>{Summary()}</p>
        </header>
        <main>
        <div class="map" id="map">
        <svg class="wires" id="wires" aria-hidden="true"></svg>
        {Outside()}{Tiers()}{Cluster()}{Machines()}<svg class="threads" id="threads" aria-hidden="true"></svg>
        </div>
        <aside class="panel" id="panel" aria-label="Details" tabindex="-1">
        <div id="legend">
        {Legend()}</div>
        <div id="detail" hidden></div>
        </aside>
        </main>
        {Table()}<p class="sr" role="status" id="status"></p>
        <script type="application/json" id="data">{Data()}</script>
        <script>
        {Asset("page.js")}</script>
        </body>
        </html>

        """);

    string Summary()
    {
        var parts = new List<string>();
        if (model.Cluster is { Machines.Count: > 0 and var machines })
            parts.Add(Count(machines, "machine"));
        parts.Add(Count(model.Namespaces.Count, "namespace"));
        parts.Add(Count(model.Namespaces.Sum(ns => ns.Workloads.Count), "workload"));
        parts.Add(Count(model.Paths.Count, "allowed path"));
        return string.Join(" · ", parts);
    }

    Html Outside()
    {
        var places = model.Places.Where(place => place.Kind == GraphPlaceKind.Outside).ToList();
        var pool = model.Cluster?.LoadBalancerPool ?? [];
        if (places.Count + pool.Count == 0)
            return Html.Empty;
        var addresses = pool.Count == 0 ? Html.Empty : Html.Of(
            $"""<span class="fact"><svg aria-hidden="true"><use href="#i-balance"/></svg><b>Load balancer</b> {string.Join(", ", pool)}</span>""");
        return Stratum("outside", "Outside", Html.Of($"""<div class="row">{Html.Join(places.Select(Place))}{addresses}</div>"""));
    }

    Html Tiers() => Html.Join(
        new[] { (GraphTier.Entrance, "entrance", "Entrance"), (GraphTier.Apps, "apps", "Apps"),
                (GraphTier.Core, "core", "Core services"), (GraphTier.System, "system", "System") }
            .Select(tier => Namespaces(tier.Item1) is { Count: > 0 } namespaces
                ? Stratum(tier.Item2, tier.Item3, Cards(namespaces))
                : Html.Empty));

    Html Cluster()
    {
        var namespaces = Namespaces(GraphTier.Kubernetes);
        var api = model.Places.Where(place => place.Kind == GraphPlaceKind.ApiServer).ToList();
        if (model.Cluster is null && namespaces.Count + api.Count == 0)
            return Html.Empty;
        var facts = model.Cluster is not { } cluster ? Html.Empty : Html.Of($"""
            <span class="fact"><svg aria-hidden="true"><use href="#i-wheel"/></svg><b>{cluster.Name}</b> K3s {cluster.Version}</span>
            <span class="fact"><b>{cluster.Cni}</b> pods {string.Join(", ", cluster.PodCidrs)}</span>

            """);
        return Stratum("cluster", "Kubernetes", Html.Of(
            $"""<div class="row">{Html.Join(api.Select(Place))}{facts}</div>{(namespaces.Count == 0 ? Html.Empty : Cards(namespaces))}"""));
    }

    Html Machines()
    {
        if (model.Cluster is not { Machines.Count: > 0 } cluster)
            return Html.Empty;
        var api = cluster.ApiAddress is not { } address ? Html.Empty : Html.Of(
            $"""<span class="fact vip"><svg aria-hidden="true"><use href="#i-float"/></svg><b>API</b> {address}{(cluster.ApiName is { } name
                ? Html.Of($""" <span class="quiet">{name}</span>""")
                : Html.Empty)}</span>""");
        return Stratum("machines", "Machines", Html.Of($"""
            <div class="racks">
            {Rack(cluster, isServer: true, api)}{Rack(cluster, isServer: false, Html.Empty)}</div>

            """));
    }

    Html Rack(GraphCluster cluster, bool isServer, Html extra)
    {
        var machines = cluster.Machines.Where(machine => machine.IsServer == isServer).ToList();
        if (machines.Count == 0)
            return Html.Empty;
        var kind = isServer ? GraphPlaceKind.Servers : GraphPlaceKind.Agents;
        var head = model.Places.FirstOrDefault(place => place.Kind == kind) is { } place
            ? Place(place)
            : Html.Of($"""<b class="rackname">{(isServer ? "Servers" : "Agents")}</b>""");
        return Html.Of($"""
            <div class="rack {(isServer ? "servers" : "agents")}" data-n="{machines.Count}"><div class="row">{head}{extra}</div>
            <ul class="boxes">{Html.Join(machines.Select(Machine))}</ul></div>

            """);
    }

    static Html Machine(GraphMachine machine) => Html.Of(
        $"""
        <li class="box"><svg aria-hidden="true"><use href="#i-machine"/></svg><b>{machine.Name}</b><span class="mono">{machine.Address}</span><span class="quiet">{machine.Size}</span></li>
        """);

    // Cards of one height beside each other leave no holes.
    List<GraphNamespace> Namespaces(GraphTier tier) =>
        [.. model.Namespaces.Where(ns => ns.Tier == tier).OrderByDescending(Lines).ThenBy(ns => ns.Name, StringComparer.Ordinal)];

    static int Lines(GraphNamespace ns) => IsWide(ns) ? (ns.Workloads.Count + 1) / 2 : ns.Workloads.Count;

    static bool IsWide(GraphNamespace ns) => ns.Workloads.Count > 5;

    Html Cards(IEnumerable<GraphNamespace> namespaces) => Html.Of($"""
        <div class="cards">
        {Html.Join(namespaces.Select(Card))}</div>

        """);

    Html Card(GraphNamespace ns)
    {
        var badges = new List<Html>();
        if (overview.Hubs.TryGetValue(ns.Name, out var hub))
            badges.Add(Html.Of($"""<span class="badge">{hub}</span>"""));
        if (ns.Workloads.Any(workload => sent[workload.Id].Any(path => IsKind(path.To, GraphPlaceKind.Outside))))
            badges.Add(Badge("i-out", "may connect to the outside"));
        if (ns.Workloads.Any(workload => sent[workload.Id].Any(path => IsKind(path.To, GraphPlaceKind.ApiServer))))
            badges.Add(Badge("i-wheel", "may use the Kubernetes API"));
        var size = IsWide(ns) ? " wide" : "";
        return Html.Of($"""
            <section class="ns{size}" data-ns="{ns.Name}"><h3><button type="button">{ns.Name}</button>{Html.Join(badges)}</h3>
            <ul>{Html.Join(ns.Workloads.Select(Workload))}</ul></section>

            """);
    }

    static Html Badge(string symbol, string meaning) => Html.Of(
        $"""<span class="icon" title="{meaning}"><svg role="img" aria-label="{meaning}"><use href="#{symbol}"/></svg></span>""");

    bool IsKind(string id, GraphPlaceKind kind) => model.Places.Any(place => place.Id == id && place.Kind == kind);

    Html Workload(GraphWorkload workload)
    {
        var symbol = workload.Kind switch
        {
            "Deployment" or "Rollout" => "k-deployment",
            "DaemonSet" => "k-daemonset",
            "Job" or "CronJob" => "k-job",
            _ => "k-stateful",
        };
        var pods = workload.Replicas is { } count ? Html.Of($"""<span class="pods">×{count}</span>""") : Html.Empty;
        var open = workload.IsOpen ? Html.Of($"""<svg class="open" role="img" aria-label="no policy protects it"><use href="#i-open"/></svg>""") : Html.Empty;
        var origin = workload.Origin switch
        {
            WorkloadOrigin.OnlyRendered => "its chart brings it, and no component declares it",
            WorkloadOrigin.OnlyDeclared => "made by an operator, not by the chart itself",
            _ => "",
        };
        var network = workload.HostNetwork ? ", in its node's network" : workload.IsOpen ? ", protected by no policy" : "";
        var title = $"{workload.Kind} {workload.Id}{network}{(origin.Length > 0 ? $", {origin}" : "")}";
        var more = Html.Join([Attribute("data-services", string.Join("\n", workload.Services ?? [])), Attribute("data-origin", origin)]);
        var style = workload.Origin == WorkloadOrigin.OnlyRendered ? "chip extra" : "chip";
        return Html.Of($"""
            <li><button type="button" class="{style}"{more} data-i="{numbers[workload.Id]}" data-kind="{workload.Kind}" data-ports="{string.Join(", ", workload.Ports)}" title="{title}"><svg aria-hidden="true"><use href="#{symbol}"/></svg><span>{workload.Name}</span>{open}{pods}</button></li>
            """);
    }

    static Html Attribute(string name, string value) => value.Length == 0 ? Html.Empty : Html.Of($" {name}=\"{value}\"");

    Html Place(GraphPlace place)
    {
        var symbol = place.Kind switch
        {
            GraphPlaceKind.Outside => "i-globe",
            GraphPlaceKind.ApiServer => "i-wheel",
            _ => "i-machine",
        };
        return Html.Of($"""
            <button type="button" class="chip place" data-i="{numbers[place.Id]}" data-place="{place.Id}"><svg aria-hidden="true"><use href="#{symbol}"/></svg><span>{place.Name}</span></button>
            """);
    }

    static Html Stratum(string style, string title, Html content) => Html.Of($"""
        <section class="stratum {style}"><h2>{title}</h2>
        <div class="ground">{content}</div></section>

        """);

    Html Legend() => Html.Of($"""
        <h2>Who may talk to whom</h2>
        <p>Select a workload or a namespace: what it may reach lights up <b class="out">blue</b>, who may reach it <b class="in">amber</b>. Lines show the rest of the time which namespaces are connected.</p>
        <ul class="keys">
        <li><svg aria-hidden="true"><use href="#k-deployment"/></svg>Deployment, with its replicas</li>
        <li><svg aria-hidden="true"><use href="#k-stateful"/></svg>StatefulSet or database</li>
        <li><svg aria-hidden="true"><use href="#k-daemonset"/></svg>DaemonSet: on every node</li>
        <li><svg aria-hidden="true"><use href="#k-job"/></svg>Job</li>
        {UndeclaredKey()}<li><svg aria-hidden="true"><use href="#i-open"/></svg>protected by no policy</li>
        <li><svg aria-hidden="true"><use href="#i-out"/></svg>may connect to the outside</li>
        <li><svg aria-hidden="true"><use href="#i-wheel"/></svg>may use the Kubernetes API</li>
        </ul>
        <p class="quiet">Computed from the network policies of this stack, offline. A node always reaches the pods it runs.</p>
        {Listed("Not shown", model.Notices)}{Listed("Not declared by a component", model.Undeclared ?? [])}<noscript><p>Scripts are off: the table below has everything.</p></noscript>

        """);

    static Html Listed(string title, IReadOnlyList<string> lines) => lines.Count == 0
        ? Html.Empty
        : Html.Of($"""<h3>{title}</h3><ul class="notices">{Html.Join(lines.Select(line => Html.Of($"<li>{line}</li>")))}</ul>""");

    Html UndeclaredKey() => model.Namespaces.SelectMany(ns => ns.Workloads).Any(workload => workload.Origin == WorkloadOrigin.OnlyRendered)
        ? Html.Raw("<li><i class=\"extra\"></i>in a chart, and no component declares it</li>\n")
        : Html.Empty;

    Html Table() => Html.Of($"""
        <details class="table" id="table">
        <summary>All {Count(model.Paths.Count, "allowed path")} as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Allowed paths"><table>
        <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Ports</th></tr></thead>
        <tbody>
        {Html.Join(model.Paths.Select(path => Html.Of($"<tr><td>{names[path.From]}</td><td>{names[path.To]}</td><td>{path.Ports}</td></tr>\n")))}</tbody>
        </table></div>
        </details>

        """);

    // The default encoder writes < > & and quotes as \u escapes, so nothing can end the script element.
    Html Data() => Html.Raw(JsonSerializer.Serialize(new
    {
        paths = model.Paths.Select(path => new object[] { numbers[path.From], numbers[path.To], path.Ports }),
        lines = overview.Lines.Select(line => new[] { line.From, line.To }),
    }, Json));

    static Html Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"graph/{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return Html.Raw(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
