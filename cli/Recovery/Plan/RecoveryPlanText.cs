using Basecamp.Cli.Recovery.Check;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>A plan for people: to be followed from above, commands to be copied.</summary>
sealed class RecoveryPlanText(Page page)
{
    /// <summary>Prints <paramref name="plan"/>.</summary>
    public void Print(RecoveryPlan plan)
    {
        var stack = plan.Check.Run.File.Stack;
        page.Line(Style.Strong($"Plan to bring back {stack}: {(plan.Mode == RecoveryMode.Snapshot ? "restore the datastore from a snapshot" : "a new cluster, data from backups")}"));
        page.Paragraph($"Because {plan.Because}.", 2);
        PrintLosses(plan.Check);
        foreach (var (index, step) in plan.Steps.Index())
        {
            page.Line();
            page.Line(Style.Strong($"{index + 1,2}. {step.Title}"));
            page.Paragraph(step.Why, 4);
            foreach (var command in step.Commands)
                page.Command(command, 6);
            if (step.DoneWhen is { } done)
                page.Paragraph($"Go on when {done}.", 4);
        }
        page.Line();
        page.Line(Style.Plain("Nothing was changed. Run the steps yourself; replace words in capitals."));
    }

    void PrintLosses(DisasterCheck check)
    {
        var lost = check.States.Where(state => state.Fate is Fate.Lost or Fate.Unknown).ToList();
        if (lost.Count == 0)
            return;
        page.Line();
        page.Line(Style.Bad("not restorable, or could not be checked"));
        foreach (var state in lost)
            page.Paragraph($"{state.Covered.State.What} ({state.Covered.State.Id}): {state.Problems.FirstOrDefault()?.Problem ?? "nothing backs it up"}", 2);
    }
}
