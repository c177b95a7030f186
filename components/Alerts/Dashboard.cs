using System.Collections.Immutable;

namespace Basecamp.Components.Alerts;

/// <summary>A Grafana dashboard.</summary>
/// <param name="Uid">Stable identifier that links use, at most 40 characters.</param>
/// <param name="Title">Title.</param>
/// <param name="Panels">Panels, in reading order; two to a row.</param>
public sealed record Dashboard(string Uid, string Title, ImmutableArray<DashboardPanel> Panels);

/// <summary>One panel.</summary>
/// <param name="Title">What it shows and what for, with the unit: <c>WAL to archive, files – grows when backups fail</c>.</param>
/// <param name="Unit">Grafana unit, e.g. <c>s</c>, <c>bytes</c>, <c>percentunit</c>, <c>reqps</c>, <c>short</c>.</param>
/// <param name="Queries">PromQL by legend, which may use <c>{{label}}</c>.</param>
public sealed record DashboardPanel(string Title, string Unit, ImmutableArray<DashboardQuery> Queries);

/// <summary>One line of a panel.</summary>
/// <param name="Expression">PromQL.</param>
/// <param name="Legend">Legend, which may use <c>{{label}}</c>.</param>
public sealed record DashboardQuery(string Expression, string Legend);
