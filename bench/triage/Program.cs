using System.Diagnostics;
using System.Globalization;
using Basecamp.Triage.Bench;

// Usage: dotnet run -c Release --project bench/triage [-- all|list|ingest|steps|kills|races|growth|idle [seconds per round]]
var which = args.Length > 0 ? args[0] : "all";
var round = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 2);
Console.WriteLine($"{Environment.ProcessorCount} cores shared by PostgreSQL, triage, pgbench and this client");
foreach (var (name, run) in (IEnumerable<(string, Func<Task>)>)
    [
        ("list", () => ListBench.Run(round)),
        ("ingest", () => IngestBench.Run(round)),
        ("steps", StepsBench.Run),
        ("kills", KillsBench.Run),
        ("races", RacesBench.Run),
        ("growth", () => GrowthBench.Run(round)),
        ("idle", IdleBench.Run),
    ])
{
    if (which != "all" && which != name)
        continue;
    // The load of the minute before: other work on the machine, or this bench's own previous part.
    var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
    var started = Stopwatch.GetTimestamp();
    await run();
    Console.WriteLine($"  (took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, load before {load})");
}
