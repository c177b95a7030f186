using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Engine;

public sealed class EscalationTests
{
    [Fact]
    public async Task Pages_who_is_on_call_first_then_the_next_step_after_its_delay()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);

        await rig.Pass(TimeSpan.FromSeconds(299));
        Assert.Equal(["anna"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["anna", "ben"], rig.Sink.People);
    }
}
