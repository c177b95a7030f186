using System.Diagnostics;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Reading;

namespace Basecamp.Cluster.Tests.Doctor;

[CollectionDefinition(nameof(LargeClusterTests), DisableParallelization = true)]
[Collection(nameof(LargeClusterTests))]
[Trait("Category", "Long")]
public sealed class LargeClusterTests
{
    [Fact]
    public void A_dump_of_2000_pods_is_read_and_explained_in_5_seconds_and_300_MiB()
    {
        var dump = HealthyCluster.Create();
        for (var app = 0; app < 500; app++)
            HealthyCluster.Workload(dump, "shop", $"app-{app}", "app", $"app-{app}", 8080, copies: 4);
        dump.WebCrashes(1, log: "panic: no config\n");
        var directory = Directory.CreateTempSubdirectory("basecamp-large-").FullName;
        dump.Write(directory);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // Time of a processor, because a machine that is busy with others says nothing of this; nothing runs beside this test.
        var used = Process.GetCurrentProcess().TotalProcessorTime;
        var snapshot = DirectoryReader.Read(directory, "dump");
        var diagnosis = Diagnosis.Of(snapshot);
        var time = Process.GetCurrentProcess().TotalProcessorTime - used;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Directory.Delete(directory, recursive: true);
        Assert.True(snapshot.Of("", "Pod").Count > 2000);
        Assert.Equal("process-fails", Assert.Single(diagnosis.Causes).Finding.Check);
        Assert.True(time < TimeSpan.FromSeconds(5), $"{time}");
        Assert.True(kept < 300L << 20, $"{kept >> 20} MiB");
    }
}
