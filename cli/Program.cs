using Basecamp.Cli;

return await BasecampCli.RunAsync(args, CliContext.OfProcess());
