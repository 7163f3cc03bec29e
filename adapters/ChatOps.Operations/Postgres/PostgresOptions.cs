namespace ChatOps.Operations.Postgres;

/// <summary>The PostgreSQL databases that runbooks may look into (configuration <c>Operations:Postgres</c>).</summary>
/// <param name="Databases">Connection strings by the name that targets use; none by default. They hold passwords: they are never shown.</param>
public sealed record PostgresOptions(IReadOnlyDictionary<string, string> Databases)
{
    /// <summary>There is none.</summary>
    public static readonly PostgresOptions None = new(new Dictionary<string, string>());

    /// <summary>The database's connection string, in any case of its name; null when there is none.</summary>
    public string? Find(string name) => Databases.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>What must never be stored or shown: the connection strings' passwords.</summary>
    public IEnumerable<string> Secrets => Databases.Values.Select(PostgresConnection.PasswordOf).OfType<string>();

    /// <summary>What is wrong with a connection string, a clause for people that does not repeat it; null when it can be read.</summary>
    public static string? Problem(string connectionString) => PostgresConnection.Problem(connectionString);

    /// <summary>What stands where a database is meant that is not configured.</summary>
    internal string Allowed => Databases.Count == 0 ? "none (Operations:Postgres:Databases is empty)" : string.Join(", ", Databases.Keys.Order(StringComparer.Ordinal));
}
