using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Contracts;
using Basecamp.Testing.Guardrails;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests;

/// <summary>Everything the platform says to charts and to the API server is something they read.</summary>
public sealed class ContractTests
{
    static readonly ContractGuardrail Guardrail = new(
        ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts")),
        ObjectContracts.Load(RepositoryFiles.PathOf("tests/contracts/crds"), RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt")));

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Every_value_and_field_is_read(DeliveryEngine engine)
    {
        var stack = await PlatformRun.OfTier(new() { Certificates = new() }, engine);

        Assert.NotEmpty(Delivered.Charts(stack));
        Assert.Empty(stack.Findings([Guardrail]));
    }

    [Fact]
    public void Every_chart_of_the_catalog_has_a_contract_of_its_version()
    {
        var contracts = ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts"));
        var pins = typeof(Charts).GetProperties().Select(property => (ChartPin)property.GetValue(null)!).ToList();

        Assert.NotEmpty(pins);
        Assert.All(pins, pin => Assert.Empty(contracts.Check(pin.Name, pin.Version, System.Collections.Immutable.ImmutableDictionary<string, object>.Empty)));
    }
}
