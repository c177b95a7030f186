namespace Basecamp.Components.Keda;

/// <summary>Scaling by what there is to do: the value of <c>basecamp:platform.keda</c>. Has no options yet; <c>{}</c> switches it on.</summary>
public sealed record KedaSpec;
