using Basecamp.Components.Parts;

namespace Basecamp.Components.Keda;

/// <summary>Arguments of <see cref="Keda"/>.</summary>
public sealed class KedaArgs : PlatformComponentArgs;
