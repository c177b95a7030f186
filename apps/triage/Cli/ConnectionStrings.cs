using Npgsql;

namespace Basecamp.Triage.Cli;

/// <summary>Accepts both forms people have at hand.</summary>
static class ConnectionStrings
{
    /// <summary>postgresql://user:password@host:port/database becomes Npgsql's key=value form, which passes unchanged.</summary>
    public static string Normalize(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres"))
            return text;
        var user = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            Username = user is [{ Length: > 0 } name, ..] ? name : null,
            Password = user is [_, { Length: > 0 } password] ? password : null,
        }.ConnectionString;
    }
}
