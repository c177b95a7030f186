using System.CommandLine;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Cli.Vendor;
using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp vendor</c>: the stack's charts in the project.</summary>
static class VendorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("vendor",
            "Fetch the charts that a stack installs to vendor/charts of the project, and write their digests to vendor/charts.lock. Contacts their "
            + "repositories, through the proxy that HTTPS_PROXY names; what is there already is not fetched again.");
        var stack = new StackOptions(command);
        var check = new Option<bool>("--check")
        {
            Description = "Fetch nothing and contact nobody; list what differs between vendor/charts, the lock and the stack, and exit 1 if anything does.",
        };
        var prune = new Option<bool>("--prune") { Description = "Remove charts that this stack does not install, those of other stacks included." };
        command.Add(check);
        command.Add(prune);
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(prune))
                result.AddError("'--check' and '--prune' exclude each other: a check changes nothing.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var page = new Page(context);
            var file = stack.Read(parsed, context);
            var run = await Progress.RunAsync(file, context, page, cancellation);
            // Findings are no reason to have no charts: whoever looks into them may need these.
            if (!run.IsComplete)
            {
                new PreviewText(page, TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
                page.Line(Style.Bad($"vendor of {file.Stack}: nothing was fetched"));
                return run.ExitCode;
            }
            try
            {
                var (charts, pins) = (new VendoredCharts(file.ProjectDirectory), Fit(StackChart.PinsOf(run.Stack)));
                return parsed.GetValue(check)
                    ? Check(page, file.Stack, charts, pins)
                    : await FetchAsync(page, context, file.Stack, charts, pins, parsed.GetValue(prune), cancellation);
            }
            catch (VendorException exception)
            {
                page.Line(Style.Bad($"vendor of {file.Stack}: "), Style.Plain(exception.Message));
                return ExitCode.Unfit;
            }
        });
        return command;
    }

    static int Check(Page page, string stack, VendoredCharts charts, IReadOnlyList<ChartPin> pins)
    {
        var differences = VendorCheck.Check(charts, pins);
        foreach (var difference in differences)
            page.Line(Style.Bad("differs: "), Style.Plain(difference));
        if (differences.Count == 0)
        {
            page.Line(Style.Good($"{VendoredCharts.Shown} has the {PreviewReport.Count(pins.Count, "chart")} of {stack}"));
            return ExitCode.Fine;
        }
        page.Line(Style.Bad($"{VendoredCharts.Shown} is not what {stack} needs; run: ./basecamp vendor --stack {stack}"));
        return ExitCode.Unfit;
    }

    static async Task<int> FetchAsync(
        Page page, CliContext context, string stack, VendoredCharts charts, IReadOnlyList<ChartPin> pins, bool isPruned, CancellationToken cancellation)
    {
        using var downloads = new ChartDownloads(context.Http?.Invoke());
        using var run = new VendorRun(charts, downloads.FetchAsync);
        var fetched = 0;
        try
        {
            var failures = await run.BringAsync(pins, chart =>
            {
                fetched++;
                page.Line(Style.Plain($"fetched {chart.Pin} "), Style.Dim($"from {chart.Pin.Repository}"));
            }, cancellation);
            foreach (var failure in failures)
                page.Line(Style.Bad("failed: "), Style.Plain(failure));
            if (failures.Count > 0)
            {
                page.Line(Style.Bad($"vendor of {stack}: {failures.Count} of {PreviewReport.Count(pins.Count, "chart")} could not be had; the others are in {VendoredCharts.Shown}"));
                return ExitCode.Unfit;
            }
            foreach (var removed in isPruned ? await run.PruneAsync(pins, cancellation) : [])
                page.Line(Style.Plain($"removed {removed}"));
        }
        catch (OperationCanceledException)
        {
            page.Line(Style.Warning($"Interrupted; {PreviewReport.Count(fetched, "chart")} arrived. The next run continues."));
            return ExitCode.Interrupted;
        }
        page.Line(Style.Good($"vendor of {stack}: {PreviewReport.Count(pins.Count, "chart")} in {VendoredCharts.Shown} ({fetched} fetched, {pins.Count - fetched} there already)"));
        return ExitCode.Fine;
    }

    // A file's name is made of name and version, so two sources of one version cannot lie side by side.
    static IReadOnlyList<ChartPin> Fit(IReadOnlyList<ChartPin> pins)
    {
        foreach (var pin in pins.Where(pin => !ChartLock.CanHold(pin)))
            throw new VendorException($"{(pin.Version.Length == 0 ? $"The chart {pin.Name} has no version" : $"'{pin}' from '{pin.Repository}' cannot be fetched")}. "
                + "Write an exact version, and a repository that begins with https:// or oci://.");
        foreach (var same in pins.GroupBy(LockedChart.FileNameOf, StringComparer.Ordinal).Where(same => same.Skip(1).Any()))
            throw new VendorException($"{same.First()} is installed from {string.Join(" and ", same.Select(pin => pin.Repository))}, but {VendoredCharts.Shown} has one place for it. "
                + "Take both from one repository.");
        return pins;
    }
}
