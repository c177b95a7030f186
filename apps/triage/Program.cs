using System.CommandLine;
using Basecamp.Triage.Cli;

// Draining and finishing pages takes longer than the two seconds a command gets by default.
return await Commands.Root().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
