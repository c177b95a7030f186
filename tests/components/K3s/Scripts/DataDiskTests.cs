namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>A disk of its own for volumes: data is never formatted over.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class DataDiskTests : PreparableHosts
{
    [Fact]
    public void Formats_and_mounts_an_empty_data_disk_once()
    {
        var host = Host();
        var input = Input().Set("DATA_DISK", "/dev/sdb");
        var changes = Changes(host.Succeed("prepare", input));
        Assert.Contains("formatted /dev/sdb as ext4", changes);
        Assert.Contains("mounted /dev/sdb at /var/lib/longhorn", changes);
        Assert.Contains("UUID=1b2c-3d /var/lib/longhorn ext4 defaults,nofail,x-systemd.device-timeout=30s 0 2\n",
            host.Read("/etc/fstab"), StringComparison.Ordinal);
        host.ForgetCalls();
        host.Write(".sandbox/before", "/.host/usr/bin/mount -t tmpfs none /var/lib/longhorn");
        Assert.Empty(Changes(host.Succeed("prepare", input)));
        Assert.DoesNotContain(host.Calls,
            call => call.StartsWith("mkfs", StringComparison.Ordinal) || call.StartsWith("mount", StringComparison.Ordinal));
    }

    [Fact]
    public void Mounts_its_own_disk_again_without_formatting_it()
    {
        var host = Host();
        host.Write(".sandbox/disk/TYPE", "ext4");
        host.Write(".sandbox/disk/LABEL", "basecamp-data");
        host.Write(".sandbox/disk/UUID", "77");
        host.Succeed("prepare", Input().Set("DATA_DISK", "/dev/sdb"));
        host.NeverCalled("mkfs");
        Assert.Contains("mount /var/lib/longhorn", host.Calls);
    }

    [Theory]
    [InlineData("TYPE", "ext4", "holds ext4")]
    [InlineData("TYPE", "crypto_LUKS", "holds crypto_LUKS")]
    [InlineData("TYPE", "LVM2_member", "holds LVM2_member")]
    [InlineData("PTTYPE", "gpt", "holds a gpt partition table")]
    public void Never_formats_a_disk_with_data(string tag, string value, string reason)
    {
        var host = Host();
        host.Write($".sandbox/disk/{tag}", value);
        AssertDiskRefused(host, reason);
    }

    [Fact]
    public void Never_formats_a_disk_that_cannot_be_judged()
    {
        var host = Host();
        host.Write(".sandbox/disk-status", "8");
        AssertDiskRefused(host, "signatures blkid cannot make sense of");
    }

    [Fact]
    public void Refuses_a_data_disk_that_is_not_there()
    {
        var host = Host();
        host.Answer("blockdev", "", exitCode: 1);
        AssertDiskRefused(host, "is not a block device of this machine");
    }

    static void AssertDiskRefused(Sandbox host, string reason)
    {
        var tree = host.Tree();
        host.Expect(3, "prepare", Input().Set("DATA_DISK", "/dev/sdb")).Says(reason);
        Assert.Equal(tree, host.Tree());
        host.NeverCalled("mkfs");
    }
}
