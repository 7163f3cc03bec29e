using System.Collections.Concurrent;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Payloads;
using Octokit;

namespace ChatOps.GitHub.People;

/// <summary>
/// Who a GitHub account is here: by its number in the configuration or in a link, and by what GitHub says of it when it acts: its permission in the
/// repository and its teams. What a comment says of its author's association is never believed.
/// </summary>
internal sealed class GitHubPeople(IChatDesk desk, GitHubCalls calls, GitHubLogins logins, GitHubOptions options, TimeProvider time)
{
    /// <summary>How long GitHub's word on somebody counts.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    /// <summary>GitHub gives the whole answer ten seconds.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<(string Repository, long User), (Standing Standing, DateTimeOffset At)> _known = new();

    /// <summary>Who acts.</summary>
    /// <exception cref="StorageUnavailableException">Links cannot be read now.</exception>
    public async Task<GitHubActor> WhoAsync(GitHubAccount account, GitHubPlace place, CancellationToken cancellationToken)
    {
        var actor = await desk.WhoAsync(GitHubOptions.Platform, account.Identity, cancellationToken).ConfigureAwait(false);
        if (actor.Name == account.Identity && logins.PersonOf(account.Identity) is { } person) actor = Actor.Person(person.Name, person.Roles, GitHubOptions.Platform);
        var isPerson = actor.Name != account.Identity;
        if (isPerson && options is { Teams.Count: 0, Permissions.Count: 0 }) return new GitHubActor(actor, IsKnown: true);
        var standing = await StandingAsync(account, place, cancellationToken).ConfigureAwait(false);
        var roles = actor.Roles.Union(standing.Roles, StringComparer.OrdinalIgnoreCase).ToList();
        return new GitHubActor(actor with { Roles = roles }, isPerson || standing.MayWrite || standing.Roles.Count > 0);
    }

    private async Task<Standing> StandingAsync(GitHubAccount account, GitHubPlace place, CancellationToken cancellationToken)
    {
        var key = (place.FullName.ToLowerInvariant(), account.Id);
        if (_known.TryGetValue(key, out var known) && time.GetUtcNow() - known.At < Fresh) return known.Standing;
        if (_known.Count > MostKnown) _known.Clear();
        try
        {
            var (standing, isWhole) = await AskAsync(account, place).WaitAsync(MostWait, time, cancellationToken).ConfigureAwait(false);
            // What GitHub did not say is asked for again at the next command.
            if (isWhole) _known[key] = (standing, time.GetUtcNow());
            return standing;
        }
        catch (TimeoutException)
        {
            return Standing.None;
        }
    }

    private async Task<(Standing Standing, bool IsWhole)> AskAsync(GitHubAccount account, GitHubPlace place)
    {
        var (owner, name) = place.FullName.Split('/') is [var left, var right] ? (left, right) : ("", "");
        var asked = await AskAsync<Collaborator>(place, $"repos/{owner}/{name}/collaborators/{Uri.EscapeDataString(account.Login)}/permission").ConfigureAwait(false);
        var isWhole = IsAnswered(asked);
        // The name may be somebody else's by now: the number is what counts.
        var isSame = asked.Got?.Body?.User?.Id == account.Id;
        var rank = isSame && asked.Got!.Body is { Permission: { } permission } told ? Rank(told.RoleName ?? permission, permission) : 0;
        var roles = options.Permissions.Where(wanted => rank >= Rank(wanted.Value, wanted.Value)).Select(wanted => wanted.Key).ToList();
        foreach (var (role, team) in options.Teams)
        {
            if (team.Split('/') is not [var organization, var slug]) continue;
            var member = await AskAsync<Membership>(place, $"orgs/{Uri.EscapeDataString(organization)}/teams/{Uri.EscapeDataString(slug)}/memberships/{Uri.EscapeDataString(account.Login)}").ConfigureAwait(false);
            isWhole &= IsAnswered(member);
            if (isSame && member.Got?.Body?.State == "active") roles.Add(role);
        }

        return (new Standing(rank >= Rank("write", "write"), roles), isWhole);
    }

    private static bool IsAnswered<T>(GitHubAnswer<T> answer) => answer is GitHubAnswer<T>.Good or GitHubAnswer<T>.Failed { Status: 404 or 403 };

    /// <summary>A role of an organization's own has the permission that it is built on.</summary>
    private static int Rank(string role, string permission) => role.ToLowerInvariant() switch
    {
        "admin" => 5,
        "maintain" => 4,
        "write" => 3,
        "triage" => 2,
        "read" => 1,
        "none" => 0,
        _ => role == permission ? 0 : Rank(permission, permission),
    };

    private Task<GitHubAnswer<IApiResponse<T>>> AskAsync<T>(GitHubPlace place, string path) =>
        calls.CallAsync(place.FullName, client => client.Connection.Get<T>(new Uri(path, UriKind.Relative), AnswerWithin));

    /// <summary>What GitHub says of somebody in a repository; Octokit's own type leaves out who it is.</summary>
    internal sealed class Collaborator
    {
        /// <summary><c>admin</c>, <c>write</c>, <c>read</c>, <c>none</c>.</summary>
        public string? Permission { get; set; }

        /// <summary>The same, finer: also <c>maintain</c>, <c>triage</c>, or a role of the organization's own.</summary>
        public string? RoleName { get; set; }

        /// <summary>Whom it is about.</summary>
        public Account? User { get; set; }
    }

    /// <summary>An account.</summary>
    internal sealed class Account
    {
        /// <summary>Its number.</summary>
        public long Id { get; set; }
    }

    /// <summary>What GitHub says of a membership.</summary>
    internal sealed class Membership
    {
        /// <summary><c>active</c>, or <c>pending</c> until the invitation is accepted.</summary>
        public string? State { get; set; }
    }

    private sealed record Standing(bool MayWrite, IReadOnlyList<string> Roles)
    {
        public static readonly Standing None = new(false, []);
    }
}

/// <summary>Who acts.</summary>
/// <param name="Actor">The person with their roles; one who is not known is called by the account's number.</param>
/// <param name="IsKnown">Whether a command of theirs is heard at all: on a public repository anybody can comment.</param>
internal sealed record GitHubActor(Actor Actor, bool IsKnown);
