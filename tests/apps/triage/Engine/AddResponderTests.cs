using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Engine;

/// <summary>Help is asked for; nothing is handed over.</summary>
[Trait("Needs", "postgresql")]
public sealed class AddResponderTests : IAsyncLifetime
{
    static readonly Actor Anna = new("responder", "Anna");
    Rig rig = null!;
    long id;

    public async Task InitializeAsync()
    {
        rig = await Rig.Start();
        id = (await rig.Fire("g"))!.Value;
        await rig.Tick();
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    async Task<TransitionOutcome> Add(string login) => (await rig.Get<ActionRunner>().Add(id, Anna, login, null, default)).Outcome;

    [Fact]
    public async Task They_are_paged_at_once_and_the_escalation_goes_on_as_it_was()
    {
        await rig.Database.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TransitionOutcome.Done, await Add("chloe"));
        await rig.Tick();
        Assert.Equal(["anna", "chloe"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromSeconds(179));
        Assert.Equal(["anna", "chloe"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["anna", "chloe", "ben"], rig.Sink.People);
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'responder_added'"));
    }

    [Fact]
    public async Task Somebody_working_on_it_can_call_for_help_and_stays_in_charge()
    {
        await rig.Get<ActionRunner>().Acknowledge(id, Anna, null, default);
        Assert.Equal(TransitionOutcome.Done, await Add("ben"));
        await rig.Tick();
        Assert.Equal(["anna", "ben"], rig.Sink.People);
        Assert.Equal("acknowledged Anna", await rig.Database.Scalar<string>("select status || ' ' || ack_by from incidents"));
    }

    [Fact]
    public async Task Twice_is_once()
    {
        Assert.Equal([TransitionOutcome.Done, TransitionOutcome.Unchanged], [await Add("ben"), await Add("ben")]);
        await rig.Tick();
        Assert.Equal(["anna", "ben"], rig.Sink.People);
    }

    [Fact]
    public async Task An_acknowledgement_before_it_left_stops_it()
    {
        await Add("ben");
        await rig.Get<ActionRunner>().Acknowledge(id, Anna, null, default);
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task Nobody_unknown_or_unreachable_and_nothing_over()
    {
        Assert.Equal(TransitionOutcome.Conflict, await Add("nobody"));
        await rig.Database.Execute("""
            update contact_methods set disabled_at = now() where responder_id = (select id from responders where login = 'chloe');
            update config_version set version = version + 1
            """);
        Assert.Equal(TransitionOutcome.Conflict, await Add("chloe"));
        await rig.Get<ActionRunner>().Resolve(id, Anna, null, default);
        Assert.Equal(TransitionOutcome.Conflict, await Add("ben"));
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }
}
