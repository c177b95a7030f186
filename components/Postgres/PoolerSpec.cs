namespace Basecamp.Components.Postgres;

/// <summary>PgBouncer in front of the primary.</summary>
public sealed record PoolerSpec
{
    /// <summary>Pods. Default null: 1 on a small platform, else 2.</summary>
    public int? Instances { get; init; }

    /// <summary>
    /// When a server connection is given back: after each transaction, or when the client leaves. Default <c>transaction</c>, which cannot do
    /// LISTEN, session-level locks and prepared statements by SQL.
    /// </summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>Server connections per database and user. Default 20.</summary>
    public int PoolSize { get; init; } = 20;

    /// <summary>Client connections per pod. Default 1000.</summary>
    public int MaxClients { get; init; } = 1000;
}

/// <summary>When PgBouncer takes a server connection back.</summary>
public enum PoolMode
{
    /// <summary>After every transaction.</summary>
    Transaction,

    /// <summary>When the client disconnects.</summary>
    Session,
}
