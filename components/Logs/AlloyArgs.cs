using Basecamp.Components.Parts;

namespace Basecamp.Components.Logs;

/// <summary>Arguments of <see cref="Alloy"/>.</summary>
public sealed class AlloyArgs : PlatformComponentArgs;
