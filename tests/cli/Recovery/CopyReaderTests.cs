using System.IO.Compression;
using Basecamp.Cli.Recovery.Copies;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>What is read out of buckets: which copy would be restored, and what is wrong with it.</summary>
public class CopyReaderTests
{
    static readonly DateTimeOffset Night = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);

    static readonly HeldState Files = new()
    {
        Id = "charts/files",
        What = "volumes of files",
        Loss = LossKind.Data,
        Consequence = "Gone.",
        Medium = StateMedium.Volume,
        Namespace = "files",
    };

    [Fact]
    public async Task The_newest_snapshot_of_etcd_counts()
    {
        var bucket = new MemoryBucket()
            .With("ha/etcd-snapshot-cp1-1.zip", Night, Zip())
            .With("ha/etcd-snapshot-cp2-2.zip", Night.AddHours(1), Zip())
            .With("ha/.metadata/etcd-snapshot-cp2-2.zip", Night.AddHours(2), "{}")
            .With("other/etcd-snapshot-cp1-3.zip", Night.AddHours(3), Zip());

        var found = await EtcdSnapshots.ReadAsync(bucket, "ha/", default);

        Assert.Equal((Night.AddHours(1), Night.AddHours(1), null), (found.Made, found.RestorableTo, found.Problem));
        Assert.StartsWith("etcd-snapshot-cp2-2.zip, ", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_was_cut_off_is_passed_over_and_named()
    {
        var bucket = new MemoryBucket().With("ha/a.zip", Night, Zip()).With("ha/b.zip", Night.AddHours(1), Zip()[..50]).With("ha/c.zip", Night.AddHours(2), []);

        var found = await EtcdSnapshots.ReadAsync(bucket, "ha/", default);

        Assert.Equal((Night, "2 newer snapshots are cut off or empty"), (found.RestorableTo, found.Problem));
    }

    [Fact]
    public async Task A_snapshot_that_is_not_compressed_has_no_end_to_look_for() =>
        Assert.Equal(Night, (await EtcdSnapshots.ReadAsync(new MemoryBucket().With("ha/etcd-snapshot-cp1-1", Night), "ha/", default)).RestorableTo);

    [Fact]
    public async Task Without_a_snapshot_there_is_none()
    {
        Assert.Equal(FoundCopy.None("there is no snapshot in the bucket"), await EtcdSnapshots.ReadAsync(new MemoryBucket(), "ha/", default));
        Assert.Equal(FoundCopy.None("every snapshot in the bucket is cut off or empty"), await EtcdSnapshots.ReadAsync(new MemoryBucket().With("ha/a.zip", Night, []), "ha/", default));
    }

    [Fact]
    public async Task An_archive_goes_back_to_the_last_segment_of_its_log()
    {
        var found = await BarmanArchive.ReadAsync(Archive(3, 4, 5), "db-g1/", default);

        Assert.Equal((Night, Night.AddMinutes(5), null), (found.Made, found.RestorableTo, found.Problem));
        Assert.Equal("base of 2026-11-28 03:00, log to 000000010000000000000005", found.Detail);
    }

    [Fact]
    public async Task A_gap_in_the_log_ends_what_can_be_restored()
    {
        var found = await BarmanArchive.ReadAsync(Archive(3, 4, 6, 7), "db-g1/", default);

        Assert.Equal(Night.AddMinutes(4), found.RestorableTo);
        Assert.Equal("segment 000000010000000000000005 of the log is missing: what came after it cannot be restored", found.Problem);
    }

    [Fact]
    public async Task A_base_backup_without_its_own_log_is_worth_nothing()
    {
        var found = await BarmanArchive.ReadAsync(Archive(4, 5).With("db-g1/base/20261128T030000/backup.info", Night, Info("DONE", 2, 3)), "db-g1/", default);

        Assert.Equal(FoundCopy.None("the base backup of 2026-11-28 03:00 cannot be restored: segment 000000010000000000000002 of the log is missing"), found);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("STARTED")]
    public async Task A_newer_base_backup_that_is_not_complete_is_passed_over_and_named(string status)
    {
        var found = await BarmanArchive.ReadAsync(Archive(3, 4).With("db-g1/base/20261129T030000/backup.info", Night.AddDays(1), Info(status, 9, null)), "db-g1/", default);

        Assert.Equal((Night.AddMinutes(4), $"the newest base backup, 20261129T030000, is {status}"), (found.RestorableTo, found.Problem));
    }

    [Fact]
    public async Task After_a_failover_the_log_goes_on_under_the_next_timeline()
    {
        var bucket = Archive(3, 4).With("db-g1/wals/0000000200000000/000000020000000000000004.gz", Night.AddMinutes(40))
            .With("db-g1/wals/0000000200000000/000000020000000000000005.gz", Night.AddMinutes(50))
            .With("db-g1/wals/00000002.history.gz", Night.AddMinutes(39));

        var found = await BarmanArchive.ReadAsync(bucket, "db-g1/", default);

        Assert.Equal((Night.AddMinutes(50), null, "base of 2026-11-28 03:00, log to 000000020000000000000005"), (found.RestorableTo, found.Problem, found.Detail));
    }

    [Fact]
    public async Task The_last_segment_of_a_log_file_is_followed_by_the_first_of_the_next()
    {
        var bucket = new MemoryBucket().With("db-g1/base/1/backup.info", Night, Info("DONE", 0xFE, 0xFE));
        foreach (var name in new[] { "0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000" })
            bucket.With($"db-g1/wals/x/{name}.gz", Night.AddMinutes(9));

        Assert.Equal("base of 2026-11-28 03:00, log to 000000010000000100000000", (await BarmanArchive.ReadAsync(bucket, "db-g1/", default)).Detail);
    }

    [Fact]
    public async Task The_log_of_another_generation_does_not_count() =>
        Assert.Equal(FoundCopy.None("there is no base backup in the archive"), await BarmanArchive.ReadAsync(Archive(3, 4), "db-g2/", default));

    [Fact]
    public async Task The_volume_of_a_namespace_that_was_backed_up_longest_ago_counts()
    {
        var bucket = Longhorn("pvc-1", "files", "data", Night.AddHours(1), Night).With(Volume("pvc-1") + "/backups/backup_old.cfg", Night.AddDays(-3));
        Longhorn("pvc-2", "files", "thumbs", Night.AddHours(-2), Night, bucket);
        Longhorn("pvc-3", "other", "data", Night.AddDays(-9), Night, bucket);

        Assert.Equal(FoundCopy.At(Night.AddHours(-2), "2 volumes"), await LonghornBackups.ReadAsync(bucket, "backupstore/", Files, default));
    }

    [Fact]
    public async Task A_volume_without_a_backup_makes_the_whole_incomplete()
    {
        var bucket = Longhorn("pvc-1", "files", "data", Night, Night);
        bucket.With(Volume("pvc-2") + "/volume.cfg", Night, VolumeConfig("files", "thumbs"));

        Assert.Equal(FoundCopy.None("thumbs of files has no backup"), await LonghornBackups.ReadAsync(bucket, "backupstore/", Files, default));
        Assert.Equal(FoundCopy.None("no volume of the namespace files is in the backup store"), await LonghornBackups.ReadAsync(new MemoryBucket(), "backupstore/", Files, default));
    }

    [Fact]
    public async Task The_newest_complete_backup_of_a_schedule_counts()
    {
        var bucket = new MemoryBucket()
            .With("backups/nightly-1/velero-backup.json", Night.AddHours(1), Velero("Completed", "velero-nightly", Night))
            .With("backups/nightly-1/nightly-1.tar.gz", Night.AddHours(3))
            .With("backups/files-1/velero-backup.json", Night.AddHours(2), Velero("Completed", "files", Night.AddHours(2)));

        Assert.Equal(FoundCopy.At(Night, "nightly-1") with { Name = "nightly-1" }, await VeleroBackups.ReadAsync(bucket, "backups/", "velero-nightly", default));
        Assert.Equal(FoundCopy.None("there is no backup of the schedule shop in the bucket"), await VeleroBackups.ReadAsync(bucket, "backups/", "shop", default));

        bucket.With("backups/nightly-2/velero-backup.json", Night.AddDays(1), Velero("PartiallyFailed", "velero-nightly", Night.AddDays(1)));
        Assert.Equal(
            FoundCopy.At(Night, "nightly-1", "the newest backup, nightly-2, is PartiallyFailed") with { Name = "nightly-1" }, await VeleroBackups.ReadAsync(bucket, "backups/", "velero-nightly", default));
    }

    static byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(zip.CreateEntry("etcd-snapshot").Open()))
            entry.Write("a snapshot");
        return buffer.ToArray();
    }

    // A base backup that needs segment 3, and these segments of the log, each archived in the minute of its number.
    static MemoryBucket Archive(params int[] segments)
    {
        var bucket = new MemoryBucket().With("db-g1/base/20261128T030000/backup.info", Night, Info("DONE", 3, 3)).With("db-g1/base/20261128T030000/data.tar.gz", Night);
        foreach (var segment in segments)
            bucket.With($"db-g1/wals/0000000100000000/{Segment(segment)}.gz", Night.AddMinutes(segment));
        return bucket.With($"db-g1/wals/0000000100000000/{Segment(3)}.00000028.backup.gz", Night);
    }

    static string Segment(int? number) => number is null ? "None" : $"0000000100000000{number:X8}";

    static string Info(string status, int begin, int? end) =>
        $"begin_wal={Segment(begin)}\nend_time=2026-11-28 03:00:00.000000+00:00\nend_wal={Segment(end)}\nstatus={status}\nxlog_segment_size=16777216\n";

    static string Volume(string name) => $"backupstore/volumes/ab/cd/{name}";

    static MemoryBucket Longhorn(string volume, string ns, string claim, DateTimeOffset newest, DateTimeOffset written, MemoryBucket? bucket = null) => (bucket ?? new())
        .With(Volume(volume) + "/volume.cfg", written, VolumeConfig(ns, claim)).With(Volume(volume) + "/backups/backup_1.cfg", newest).With(Volume(volume) + "/blocks/aa/bb/1.blk", newest.AddDays(1));

    static string VolumeConfig(string ns, string claim) =>
        $$$"""{"Name":"pvc","Size":"1","Labels":{"KubernetesStatus":"{\"pvName\":\"pvc\",\"namespace\":\"{{{ns}}}\",\"pvcName\":\"{{{claim}}}\"}"}}""";

    static string Velero(string phase, string schedule, DateTimeOffset started) =>
        $$$"""{"kind":"Backup","metadata":{"labels":{"velero.io/schedule-name":"{{{schedule}}}"}},"status":{"phase":"{{{phase}}}","startTimestamp":"{{{started:yyyy-MM-ddTHH:mm:ssZ}}}"}}""";
}
