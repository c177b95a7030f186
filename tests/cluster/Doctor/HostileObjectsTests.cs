using System.Collections.Immutable;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Snapshots;
using Basecamp.Cluster.Status;

namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>Whatever a cluster or a dump says, the doctor answers: fields that are missing, of another type, or absurd.</summary>
public sealed class HostileObjectsTests
{
    static readonly object?[] Absurd = [null, "x; $(reboot)", "a'`reboot`", "-reboot", 7d, -1e300, double.NaN, true, "", "x/y/z", ":", "9999999999999999999", ImmutableArray<object>.Empty,
        ImmutableArray.Create<object>(7d, "x", ImmutableDictionary<string, object>.Empty), ImmutableDictionary<string, object>.Empty.Add("a", 1d)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Absurd_fields_never_end_in_an_error(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var broken = PreparedCauses.All[random.Next(PreparedCauses.All.Count)].Break(HealthyCluster.Create()).Read();
            var objects = broken.Objects.Select(each => random.Next(4) > 0 ? each
                : each with { Body = (ImmutableDictionary<string, object>)Mutated(each.Body, random, 0)! });

            var snapshot = new ClusterSnapshot([.. objects]) { Source = "x", TakenAt = Dump.Now };

            // Commands are copied into a shell.
            Assert.DoesNotContain(Diagnosis.Of(snapshot).Causes, cause => cause.Finding.Commands.Any(command => command.Contains("reboot", StringComparison.Ordinal)));
            Diagnosis.Of(snapshot, DiagnosisScope.Parse("https://shop.example.com/"));
            ClusterStatus.Of(snapshot);
        }
    }

    static object? Mutated(object? value, Random random, int depth)
    {
        if (depth > 1 && random.Next(8) == 0)
            return Absurd[random.Next(Absurd.Length)];
        return value switch
        {
            ImmutableDictionary<string, object> map => map.ToImmutableDictionary(
                member => member.Key, member => depth == 0 && member.Key is "apiVersion" or "kind" ? member.Value : Mutated(member.Value, random, depth + 1)!),
            ImmutableArray<object> list => list.Select(item => Mutated(item, random, depth + 1)!).ToImmutableArray(),
            _ => value,
        };
    }
}
