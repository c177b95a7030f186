using Basecamp.Components.Durability;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Components say what is lost with them: what they do not say, no check of backups looks for.</summary>
public class HeldStateTests
{
    // Namespaces that stay when their component is removed, although losing them with the cluster loses nothing that was in them alone.
    static readonly Dictionary<string, string> HoldNothingElse = new(StringComparer.Ordinal)
    {
        ["longhorn-system"] = "its volumes belong to the namespaces of their claims",
        ["velero-system"] = "its backups are in the object store, their password is in Pulumi's state",
    };

    [Fact]
    public async Task Every_namespace_that_holds_state_says_what_it_is()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var holding = Namespaces(stack);
        var said = Held(stack).Select(state => state.Namespace).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Assert.Contains("vault-core", holding);
        Assert.Equal(HoldNothingElse.Keys.Order(StringComparer.Ordinal), holding.Where(ns => !said.Contains(ns)));
    }

    [Fact]
    public async Task What_is_held_has_an_id_of_its_own_and_a_sentence()
    {
        var held = Held(await PlatformRun.OfTier(Everything.Settings));

        Assert.Equal(held.Count, held.Select(state => state.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(held, state => Assert.Matches("^[a-z0-9-]+/[a-z0-9-]+$", state.Id));
        Assert.All(held, state => Assert.EndsWith(".", state.Consequence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_every_section_switched_on_nothing_is_lost_for_ever()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var covered = BackupCoverage.Of(Held(stack), Declared(stack).SelectMany(component => component.Copiers), new Dictionary<string, string>());

        Assert.Empty(covered.Where(state => state.IsUnprotected).Select(state => state.State.Id));
        Assert.Equal(
            ["cert-manager/root: Velero", "loki/logs: Longhorn, Velero", "monitoring/metrics: Longhorn, Velero", "namespaces/legacy: Longhorn, Velero", "postgres/postgres: the archive",
             "sealed-secrets/keys: Velero", "seaweedfs/buckets: ", "tempo/traces: Longhorn, Velero", "valkey/data: Longhorn, Velero", "vault/data: Velero", "vault/seal: Longhorn, Velero",
             "vault/shares: "],
            covered.Select(state => $"{state.State.Id}: {string.Join(", ", state.Surviving.Select(copy => copy.By))}").Order(StringComparer.Ordinal));
    }

    static List<IDeclaresState> Declared(RecordedStack stack) => [.. stack.Resources.Select(resource => resource.Resource).OfType<IDeclaresState>()];

    static List<HeldState> Held(RecordedStack stack) => [.. Declared(stack).SelectMany(component => component.Held)];

    static List<string> Namespaces(RecordedStack stack) =>
    [
        .. stack.Resources.Where(resource => resource.Type == "kubernetes:core/v1:Namespace" && resource.Options.RetainOnDelete)
            .Select(resource => (string)resource.Input("metadata.name")!).Order(StringComparer.Ordinal),
    ];
}
