using Basecamp.Components.Parts;

namespace Basecamp.Components.Rollouts;

/// <summary>Arguments of <see cref="Rollouts"/>.</summary>
public sealed class RolloutsArgs : PlatformComponentArgs;
