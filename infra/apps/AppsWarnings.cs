using Basecamp.Components.Configuration;
using Basecamp.Components.HelmApps;

namespace Basecamp.Infra.Apps;

/// <summary>What is allowed in the settings of apps, but probably not meant.</summary>
public static class AppsWarnings
{
    /// <summary>The warnings about settings, valid or not.</summary>
    /// <param name="json">The value of <c>basecamp:apps</c>; null when there is none.</param>
    public static IReadOnlyList<Problem> For(string? json) =>
        json is not null && SettingsReader.Read<AppsSettings>(json, AppsConfiguration.RootPath).Settings is { } settings ? For(settings) : [];

    /// <summary>The warnings about settings.</summary>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyList<Problem> For(AppsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var counted = new HelmAppWorkloadSpec();
        return [.. settings.Charts.Where(chart => chart.Value.Workloads.Count == 0).Select(chart => new Problem(
            $"{AppsConfiguration.RootPath}.charts{At(chart.Key)}",
            FormattableString.Invariant($"does not say which `workloads` the chart runs, so the sum of requests counts one pod of {counted.CpuMillis} thousandths of a core and ")
            + FormattableString.Invariant($"{counted.MemoryMiB} MiB. List them with what they ask for: `helm template` shows it.")))];
    }

    static string At(string name) => ConfigurationNames.EntryPath(name) is ['[', ..] quoted ? quoted : $".{name}";
}
