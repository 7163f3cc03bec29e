using System.Security.Cryptography;

namespace ChatOps.Servers.GitHub;

/// <summary>The app under test, as its settings page shows it.</summary>
public sealed class GitHubApp : IDisposable
{
    internal GitHubApp(long id, string slug, GitHubUser bot)
    {
        Id = id;
        Slug = slug;
        Bot = bot;
        Key = RSA.Create(2048);
        ClientId = "Iv23" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        WebhookSecret = RandomNumberGenerator.GetHexString(40, lowercase: true);
    }

    public long Id { get; }

    public string Slug { get; }

    /// <summary>Its bot user.</summary>
    public GitHubUser Bot { get; }

    public string ClientId { get; }

    /// <summary>The private key as it is downloaded: PKCS#1.</summary>
    public string PrivateKey => Key.ExportRSAPrivateKeyPem();

    public string WebhookSecret { get; set; }

    internal RSA Key { get; }

    public void Dispose() => Key.Dispose();
}

/// <summary>An account: somebody, an organization, or an app's bot.</summary>
/// <param name="Id">Its number, which never changes.</param>
/// <param name="Login">Its name, which can.</param>
/// <param name="Type"><c>User</c>, <c>Organization</c> or <c>Bot</c>.</param>
public sealed record GitHubUser(long Id, string Login, string Type)
{
    public string Email => $"{Login}@example.com";
}

/// <summary>An organization's team.</summary>
public sealed record GitHubTeam(long Id, string Organization, string Slug);

/// <summary>A repository.</summary>
public sealed record GitHubRepository(long Id, string FullName, bool IsPrivate)
{
    public string Owner => FullName[..FullName.IndexOf('/', StringComparison.Ordinal)];

    public string Name => FullName[(FullName.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

/// <summary>An issue as it stands.</summary>
public sealed record GitHubIssue(
    GitHubRepository Repository, int Number, GitHubUser Author, string Title, string Body, string State, string? StateReason, IReadOnlyList<string> Labels, IReadOnlyList<GitHubComment> Comments, IReadOnlyList<string> Reactions)
{
    /// <summary>Who was called by its body, each time it was written: logins, and <c>org/team</c>.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];
}

/// <summary>A comment as it stands.</summary>
public sealed record GitHubComment(long Id, GitHubUser Author, string Body, IReadOnlyList<string> Reactions, DateTimeOffset CreatedAt, int Edits)
{
    /// <summary>Who was called by it, edits included: logins, and <c>org/team</c>.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];

    /// <summary>Who would be called by the mail that quotes it, where code is plain text.</summary>
    public IReadOnlyList<string> CalledByMail { get; init; } = [];
}

/// <summary>One call of the API.</summary>
public sealed record GitHubCall(DateTimeOffset At, string Method, string Path, string? Caller, int Status, bool IgnoredWait, string Body);

/// <summary>One attempt to deliver an event.</summary>
public sealed record GitHubDelivery(long Id, string Identity, string Event, string? Action, string Payload, int? Status, string Answer, string? Failure, TimeSpan Took, bool IsRedelivery, DateTimeOffset At)
{
    public bool IsTaken => Status is >= 200 and < 300;
}
