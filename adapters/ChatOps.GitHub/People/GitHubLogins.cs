using System.Collections.Concurrent;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.GitHub.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Octokit;

namespace ChatOps.GitHub.People;

/// <summary>
/// The numbers of the accounts that the configuration calls by name. A name can be given up and taken by somebody else, so each is looked up once and its
/// number kept; where the configuration has the number, its present name is looked up at each start, for mentions.
/// </summary>
internal sealed class GitHubLogins(Roster roster, IChatDesk desk, GitHubCalls calls, TimeProvider time, ILogger<GitHubLogins> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The present name of the account with this number; null while it is not known.</summary>
    public string? NameOf(string number) => _names.GetValueOrDefault(number);

    /// <summary>The person whose name in the configuration has this number, or null.</summary>
    public Person? PersonOf(string number) =>
        roster.People.FirstOrDefault(person => person.Handles.TryGetValue(GitHubOptions.Platform, out var handle) && _numbers.TryGetValue(handle, out var own) && own == number);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wanted = roster.People.Select(person => person.Handles).Concat(roster.Responders.Select(responder => responder.Handles))
            .Select(handles => handles.GetValueOrDefault(GitHubOptions.Platform)).OfType<string>().Where(handle => !handle.Contains('/', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        for (var pause = FirstPause; !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                for (var i = wanted.Count - 1; i >= 0; i--)
                {
                    if (await ResolveAsync(wanted[i], stoppingToken).ConfigureAwait(false)) wanted.RemoveAt(i);
                }
            }
            catch (StorageUnavailableException)
            {
                // Storage tells the log itself.
            }

            if (wanted.Count == 0) return;
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> ResolveAsync(string handle, CancellationToken cancellationToken)
    {
        if (handle.All(char.IsAsciiDigit))
        {
            var named = await calls.AskAsync(client => client.Connection.Get<User>(new Uri($"user/{handle}", UriKind.Relative), TimeSpan.FromSeconds(10))).ConfigureAwait(false);
            if (named is GitHubAnswer<IApiResponse<User>>.Good(var told)) _names[handle] = told.Body.Login;
            return Over(handle, named);
        }

        if (await desk.IdentityAsync(GitHubOptions.Platform, handle.ToLowerInvariant(), cancellationToken).ConfigureAwait(false) is { } kept)
        {
            _numbers[handle] = kept;
            return true;
        }

        var found = await calls.AskAsync(client => client.User.Get(handle)).ConfigureAwait(false);
        if (found is GitHubAnswer<User>.Good(var user))
        {
            var number = user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await desk.KeepIdentityAsync(GitHubOptions.Platform, handle.ToLowerInvariant(), number, cancellationToken).ConfigureAwait(false);
            _numbers[handle] = number;
            log.LogInformation("The GitHub account {Login} of the configuration is number {Number}, which is kept", handle, number);
        }

        return Over(handle, found);
    }

    private bool Over<T>(string handle, GitHubAnswer<T> answer)
    {
        if (answer is GitHubAnswer<T>.Failed { Status: 404 }) log.LogWarning("GitHub knows no account {Handle}, which People or Responders name; nobody acts or is called by it", handle);
        return answer is GitHubAnswer<T>.Good or GitHubAnswer<T>.Failed { Status: 404 };
    }
}
