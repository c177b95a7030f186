namespace Basecamp.Triage.Database;

/// <summary>
/// Transaction-scoped advisory locks. Session-scoped ones are avoided: they die with transaction pooling and outlive a
/// paused process.
/// </summary>
static class AdvisoryLocks
{
    /// <summary>Held exclusively by a migration, shared by every engine transaction: no engine works on half a schema.</summary>
    public const long Schema = 0x7472_6961_6765_01;

    /// <summary>Held while a configuration document is applied.</summary>
    public const long Configuration = 0x7472_6961_6765_02;
}
