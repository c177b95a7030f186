using System.Reflection;
using System.Text.RegularExpressions;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.Tests.Configuration.Reference;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.Topology.Validation;

/// <summary>What may be written as a free key of config.yaml never overrides what basecamp writes there itself.</summary>
public partial class SettingOwnersTests
{
    /// <summary>Written by basecamp as a default that an owner of machines may want otherwise, or checked value by value.</summary>
    static readonly string[] Free =
    [
        "disable", "etcd-arg", "kube-apiserver-arg", "kube-controller-manager-arg", "kube-proxy-arg", "kube-scheduler-arg", "kubelet-arg",
        "prefer-bundled-bin", "selinux", "write-kubeconfig-mode",
    ];

    [Fact]
    public void Every_key_that_basecamp_writes_is_owned_or_free_on_purpose()
    {
        var written = typeof(K3sYaml).Assembly.GetTypes().SelectMany(type => type.GetProperties())
            .Select(property => property.GetCustomAttribute<K3sKeyAttribute>()?.Key).OfType<string>().ToHashSet();

        Assert.NotEmpty(written);
        Assert.Equal(Free, written.Where(key => SettingOwners.OfKey(key) is null).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_owned_key_is_a_key_of_the_release()
    {
        var known = K3sFlags.Server.Concat(K3sFlags.Agent).ToHashSet();

        Assert.All(
            SettingOwners.All.Select(entry => entry.Key.Split('/')[0]),
            key => Assert.Contains(known, flag => flag == key || flag.StartsWith($"{key.TrimEnd('-')}-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_setting_that_is_pointed_to_exists()
    {
        var settings = Paths(typeof(HomelabTopology), "").ToHashSet();
        var named = SettingOwners.All.SelectMany(entry => Named().Matches(entry.Owner).Select(match => match.Groups[1].Value))
            .Where(name => !K3sFlags.Server.Contains(name));

        Assert.Empty(named.Except(settings));
    }

    static IEnumerable<string> Paths(Type section, string path) => SettingInfo.Of(section, path).SelectMany(setting =>
        setting.Section is { } below ? Paths(below.Section, below.Path).Prepend(setting.Path) : [setting.Path]);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
