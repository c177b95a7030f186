namespace Basecamp.Testing.Guardrails;

/// <summary>A rule over a whole recorded stack, checked before anything is deployed.</summary>
public interface IGuardrail
{
    /// <summary>Stable identifier that documentation and findings name, e.g. <c>BC001</c>.</summary>
    string Id { get; }

    /// <summary>Every violation in <paramref name="stack"/>, in construction order. Must not contain secret values.</summary>
    IEnumerable<Finding> Check(RecordedStack stack);
}
