using Basecamp.Components.Parts;

namespace Basecamp.Components.Tenants;

/// <summary>Arguments of <see cref="Tenant"/>.</summary>
public sealed class TenantArgs : PlatformComponentArgs
{
    /// <summary>The claim. Required.</summary>
    public required TenantSpec Spec { get; init; }
}
