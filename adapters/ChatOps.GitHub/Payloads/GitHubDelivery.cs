using System.Text.Json;

namespace ChatOps.GitHub.Payloads;

/// <summary>A delivery whose signature fits.</summary>
/// <param name="Event">The event's name (<c>issue_comment</c>).</param>
/// <param name="Id">GitHub's id of the event; a redelivery has the same, and so has the delivery of another hook.</param>
/// <param name="Payload">What it tells.</param>
internal sealed record GitHubDelivery(string Event, string Id, JsonElement Payload)
{
    /// <summary>What happened to the thing; empty where an event has no actions.</summary>
    public string Action => Payload.Text("action") ?? "";

    /// <summary>The repository's number and its full name; null where the event is of none.</summary>
    public GitHubPlace? Repository => GitHubPlace.Of(Payload.Object("repository"));

    /// <summary>Who caused it.</summary>
    public GitHubAccount? Sender => GitHubAccount.Of(Payload.Object("sender"));
}

/// <summary>A repository, as a payload names it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FullName">Owner and name.</param>
/// <param name="DefaultBranch">Its default branch, where the payload says so.</param>
internal sealed record GitHubPlace(long Id, string FullName, string? DefaultBranch)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static GitHubPlace? Of(JsonElement? repository) =>
        repository is { } told && told.Number("id") is { } id && told.Text("full_name") is { } name && GitHubReference.IsRepository(name) ? new GitHubPlace(id, name, told.Text("default_branch")) : null;
}

/// <summary>An account, as a payload names it.</summary>
/// <param name="Id">Its number, which never changes.</param>
/// <param name="Login">Its name, which can change and be taken by somebody else.</param>
/// <param name="Type"><c>User</c>, <c>Bot</c>, <c>Organization</c>.</param>
internal sealed record GitHubAccount(long Id, string Login, string Type)
{
    /// <summary>Reads one; null when it is none (a deleted account).</summary>
    public static GitHubAccount? Of(JsonElement? account) =>
        account is { } told && told.Number("id") is { } id && told.Text("login") is { } login ? new GitHubAccount(id, login, told.Text("type") ?? "User") : null;

    /// <summary>Whether a machine acts: two of them would never end.</summary>
    public bool IsBot => Type != "User" || Login.EndsWith("[bot]", StringComparison.Ordinal);

    /// <summary>The number as text: what identities and links are kept by.</summary>
    public string Identity => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
