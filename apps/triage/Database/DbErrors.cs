using System.Net.Sockets;
using Npgsql;

namespace Basecamp.Triage.Database;

/// <summary>Which database errors pass by themselves.</summary>
static class DbErrors
{
    /// <summary>Worth repeating the whole transaction: a lost connection, a restart, a deadlock, a serialization failure.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        PostgresException p => p.IsTransient || p.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or SocketException or TimeoutException,
        _ => false,
    };

    /// <summary>Every pooled connection is suspect after this one.</summary>
    public static bool BreaksConnections(Exception e) => e is not PostgresException p ||
        p.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown;

    /// <summary>The database cannot take the write now; the sender must keep its copy and try again (HTTP 503).</summary>
    public static bool IsUnavailable(Exception e) => e switch
    {
        PostgresException p => IsPassing(p) || p.SqlState is
            PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.TooManyConnections ||
            p.SqlState.StartsWith("53", StringComparison.Ordinal) || p.SqlState.StartsWith("58", StringComparison.Ordinal),
        NpgsqlException => true,
        TimeoutException or SocketException => true,
        _ => false,
    };

    /// <summary>The two-character class of the SQLSTATE, or "connection" when the server said nothing.</summary>
    public static string Class(Exception e) => e is PostgresException p ? p.SqlState[..2] : "connection";
}
