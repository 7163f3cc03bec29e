using System.Data.Common;

namespace ChatOps.Bot.Configuration;

/// <summary>Where everything is kept (configuration <c>Storage</c>).</summary>
/// <param name="ConnectionString">SQLite's: <c>Data Source=</c> and a path, relative to the current directory.</param>
internal sealed record StorageSettings(string ConnectionString)
{
    public const string Default = "Data Source=data/chatops.db";

    /// <summary>The database file's path.</summary>
    public string File => PathIn(ConnectionString) ?? "";

    public static StorageSettings Read(KeyReader keys)
    {
        var provider = keys.Text("Provider");
        if (string.Equals(provider, "Postgres", StringComparison.OrdinalIgnoreCase))
        {
            keys.Wrong("Provider", "Sqlite; PostgreSQL is not part of this version");
        }
        else if (provider is not null && !string.Equals(provider, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            keys.Wrong("Provider", "Sqlite");
        }

        var connection = keys.Secret("ConnectionString") ?? Default;
        if (provider is null or "Sqlite" && PathIn(connection) is null)
        {
            keys.Findings.Mistake($"{keys.PathOf("ConnectionString")} holds a text without a data source; allowed: Data Source=<path of a file>, such as {Default}");
        }

        return new(connection);
    }

    private static string? PathIn(string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            return parts.TryGetValue("Data Source", out var source) && source is string { Length: > 0 } path ? path : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
