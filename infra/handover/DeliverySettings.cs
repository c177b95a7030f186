using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;

namespace Basecamp.Infra.Handover;

/// <summary>Who applies: the values of <c>basecamp:delivery</c> and <c>basecamp:handover</c>.</summary>
static class DeliverySettings
{
    /// <summary>Config path of who applies.</summary>
    public const string Path = "basecamp:delivery";

    /// <summary>Config path of who will apply next.</summary>
    public const string HandoverPath = "basecamp:handover";

    /// <summary>Who applies; Pulumi by default, and when the value is wrong.</summary>
    public static DeliveryEngine Read(string? text, ICollection<Problem> problems) => EngineOf(Path, text, problems) ?? DeliveryEngine.Pulumi;

    /// <summary>Who will apply next; null when nothing changes.</summary>
    public static DeliveryEngine? ReadHandover(string? text, DeliveryEngine now, ICollection<Problem> problems)
    {
        var next = EngineOf(HandoverPath, text, problems);
        if (next == now)
            problems.Add(new(HandoverPath, $"is '{text}', which `{Path}` is already. Remove it: it is only set while the owner changes."));
        return next;
    }

    static DeliveryEngine? EngineOf(string path, string? text, ICollection<Problem> problems)
    {
        if (text is null)
            return null;
        foreach (var engine in Enum.GetValues<DeliveryEngine>())
            if (ConfigurationNames.Of(engine) == text)
                return engine;
        var allowed = string.Join(", ", ConfigurationNames.ValuesOf(typeof(DeliveryEngine)));
        problems.Add(new(path, $"is '{text}', but who applies the platform is one of: {allowed}."));
        return null;
    }
}
