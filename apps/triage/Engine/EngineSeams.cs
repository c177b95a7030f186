namespace Basecamp.Triage.Engine;

/// <summary>
/// Named moments between the engine's steps, so that fault tests can stop a process exactly there. Nothing listens in
/// production.
/// </summary>
sealed class EngineSeams
{
    public const string BeforePlanCommit = "before-plan-commit";
    public const string AfterPlanCommit = "after-plan-commit";
    public const string BeforeSend = "before-send";
    public const string DuringSend = "during-send";
    public const string BeforeMark = "before-mark";

    public event Action<string>? Reached;

    public void Reach(string seam) => Reached?.Invoke(seam);
}
