using Basecamp.Cluster.Bundles;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Tests.Doctor;

namespace Basecamp.Cluster.Tests.Bundles;

public sealed class BundleTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("basecamp-bundle-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_bundle_is_read_again_as_what_was_written()
    {
        var snapshot = HealthyCluster.Create().WebCrashes(1, log: "panic: no config\n").Read();

        BundleWriter.Write(snapshot, directory, "1.0");
        var again = DirectoryReader.Read(directory, "bundle");

        Assert.Equal(snapshot.Objects.Select(each => each.ToString()).Order(), again.Objects.Select(each => each.ToString()).Order());
        Assert.Equal((snapshot.TakenAt, snapshot.ServerVersion), (again.TakenAt, again.ServerVersion));
        Assert.Equal(snapshot.Logs.OrderBy(log => log.Key), again.Logs.OrderBy(log => log.Key));
        Assert.Equal(Diagnosis.Of(snapshot).Causes.Select(cause => cause.Finding.Check), Diagnosis.Of(again).Causes.Select(cause => cause.Finding.Check));
        Assert.Empty(again.Unread);
    }

    [Fact]
    public void Nothing_secret_gets_into_a_bundle()
    {
        var snapshot = HealthyCluster.Create()
            .Change("Deployment shop/web",
                """
                { spec: { template: { spec: { containers: [{ name: main, image: x, args: ["--db-password=hunter2abc"], env: [{ name: API_TOKEN, value: hunter2abc },
                  { name: DATABASE, value: "postgres://orders:hunter2abc@orders-rw.shop.svc/orders" }, { name: PASSWORD_FILE, value: /run/secrets/x }, { name: MODE, value: fast }] }] } } } }
                """)
            .Change("HelmRelease flux-system/loki", "{ spec: { values: { adminPassword: hunter2abc, existingSecretName: loki } } }")
            .WebCrashes(1,
                log: "connecting with password=hunter2abc\nAuthorization: Bearer hunter2abc\n-----BEGIN RSA PRIVATE KEY-----\nhunter2abc\n-----END RSA PRIVATE KEY-----\nbye\n")
                .Read();

        BundleWriter.Write(snapshot, directory, "1.0");

        var all = string.Concat(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("hunter2abc", all, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", all, StringComparison.Ordinal);
        foreach (var kept in (string[])["/run/secrets/x", "fast", "existingSecretName\": \"loki\"", "bye",
            "postgres://orders:[hidden]@orders-rw.shop.svc/orders"])
            Assert.Contains(kept, all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_with_something_in_it_is_refused()
    {
        File.WriteAllText(Path.Combine(directory, "mine.txt"), "mine");

        var exception = Assert.Throws<ClusterReadException>(() => BundleWriter.Write(HealthyCluster.Create().Read(), directory, "1.0"));

        Assert.Contains("is not empty", exception.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(directory, "mine.txt")));
    }
}
