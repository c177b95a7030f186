using Basecamp.Triage.Bench;

// Usage: dotnet run -c Release --project bench/triage [-- all|list|ingest|steps|growth [seconds per round]]
var which = args.Length > 0 ? args[0] : "all";
var round = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 4);
var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
Console.WriteLine($"{Environment.ProcessorCount} cores shared by PostgreSQL, triage, pgbench and this client; load before: {load}");
if (which is "all" or "list")
    await ListBench.Run(round);
if (which is "all" or "ingest")
    await IngestBench.Run(round);
if (which is "all" or "steps")
    await StepsBench.Run([1]);
if (which is "all" or "growth")
    await GrowthBench.Run(round);
