namespace Basecamp.Components.Rollouts;

/// <summary>
/// New versions in steps, judged by measurements: the value of <c>basecamp:platform.rollouts</c>. Has no options yet; <c>{}</c> switches it on.
/// </summary>
public sealed record RolloutsSpec;
