using Basecamp.Triage.Cli;

return await Commands.Root().Parse(args).InvokeAsync();
