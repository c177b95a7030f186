using System.Diagnostics;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A replica as its own process, which kills itself with SIGKILL at a seam of the engine. Started by the fault tests:
//   dotnet Basecamp.Triage.Tests.dll SEAM HITS [settings …]
var (seam, hits) = (args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
await using var app = TriageApp.Build(args[2..]);
var count = 0;
app.Services.GetRequiredService<EngineSeams>().Reached += reached =>
{
    if (reached != seam || Interlocked.Increment(ref count) != hits)
        return;
    using var self = Process.GetCurrentProcess();
    self.Kill();
    Thread.Sleep(Timeout.Infinite);
};
await Startup.Prepare(app.Services, default);
await app.StartAsync();
Console.WriteLine($"ready {app.Urls.Single()}");
await app.WaitForShutdownAsync();
