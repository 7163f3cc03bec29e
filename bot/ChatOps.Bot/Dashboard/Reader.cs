namespace ChatOps.Bot.Dashboard;

/// <summary>Who looks at the page.</summary>
/// <param name="Name">The person's name in the catalog of people, or null when nobody said who they are.</param>
/// <param name="Roles">The person's roles.</param>
internal sealed record Reader(string? Name, IReadOnlyList<string> Roles)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Reader Nobody = new(null, []);
}
