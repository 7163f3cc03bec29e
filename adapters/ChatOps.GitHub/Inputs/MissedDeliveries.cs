using ChatOps.Core.Intake;
using ChatOps.GitHub.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Octokit;

namespace ChatOps.GitHub.Inputs;

/// <summary>
/// GitHub delivers once and tries nothing again by itself. So what failed is looked for in the app's list of deliveries, at the start and then now and
/// again, and GitHub is asked for it once more: with the same id, so that nothing is done twice.
/// </summary>
internal sealed class MissedDeliveries(GitHubCalls calls, GitHubAccess access, IChatDesk desk, TimeProvider time, ILogger<MissedDeliveries> log) : BackgroundService
{
    /// <summary>A command that is older than this is not given any more: things have moved on.</summary>
    internal static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private const int MostPages = 50;
    private const int MostAskedFor = 3;
    private const int MostRemembered = 10_000;

    private static readonly string[] Events = ["issue_comment", "issues", "workflow_run", "check_run", "check_suite", "deployment_status"];

    private readonly Dictionary<string, int> _askedFor = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!access.IsApp) return;
        DateTimeOffset? before = null;
        for (var wait = FirstAfter; ; wait = Every)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var began = time.GetUtcNow();
            var since = before is { } last ? last - Overlap : began - Oldest;
            try
            {
                if (await LookAsync(since, stoppingToken).ConfigureAwait(false)) before = began;
            }
            catch (StorageUnavailableException)
            {
                // Storage tells the log itself; the same is looked at again.
            }
        }
    }

    /// <summary>Looks through the list as far back as that.</summary>
    /// <returns>Whether all of it was seen.</returns>
    private async Task<bool> LookAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var failed = new Dictionary<string, Listed>(StringComparer.Ordinal);
        var next = new Uri("app/hook/deliveries?per_page=100", UriKind.Relative);
        for (var page = 0; page < MostPages; page++)
        {
            var address = next;
            var answer = await calls.AskSelfAsync(client => client.Connection.Get<List<Listed>>(address, AnswerWithin)).ConfigureAwait(false);
            if (answer is not GitHubAnswer<IApiResponse<List<Listed>>>.Good(var list))
            {
                log.LogWarning("GitHub does not list what it could not deliver: {Said}", answer.Words);
                return false;
            }

            foreach (var delivery in list.Body.Where(delivery => delivery.DeliveredAt >= since && delivery.Guid is not null))
            {
                if (delivery.Status == "OK") taken.Add(delivery.Guid!);
                else if (Events.Contains(delivery.Event)) failed.TryAdd(delivery.Guid!, delivery);
            }

            if (list.Body.Count == 0 || list.Body[^1].DeliveredAt < since || list.HttpResponse.ApiInfo?.Links.GetValueOrDefault("next") is not { } more) break;
            next = more;
        }

        // The list's own order would hear a command before the one that it follows.
        foreach (var missed in failed.Values.Where(missed => !taken.Contains(missed.Guid!)).OrderBy(missed => missed.Id)) await AskForAsync(missed, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task AskForAsync(Listed missed, CancellationToken cancellationToken)
    {
        var asked = _askedFor.GetValueOrDefault(missed.Guid!);
        if (asked >= MostAskedFor || await desk.HasSeenAsync($"{GitHubOptions.Platform}:{missed.Guid}", cancellationToken).ConfigureAwait(false)) return;
        if (_askedFor.Count > MostRemembered) _askedFor.Clear();
        _askedFor[missed.Guid!] = asked + 1;
        var address = new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"app/hook/deliveries/{missed.Id}/attempts"), UriKind.Relative);
        var answer = await calls.AskSelfAsync(client => client.Connection.Post(address, new object(), "application/vnd.github+json")).ConfigureAwait(false);
        if (answer is GitHubAnswer<System.Net.HttpStatusCode>.Good) log.LogInformation("GitHub could not deliver {Event} {Id} at {At}; it was asked for again", missed.Event, missed.Guid, missed.DeliveredAt);
        else log.LogWarning("GitHub could not deliver {Event} {Id}, and does not do it again: {Said}", missed.Event, missed.Guid, answer.Words);
    }

    /// <summary>A delivery in the list, which Octokit does not have.</summary>
    internal sealed class Listed
    {
        /// <summary>Its number.</summary>
        public long Id { get; set; }

        /// <summary>The event's id, the same for each attempt.</summary>
        public string? Guid { get; set; }

        /// <summary>When it was tried.</summary>
        public DateTimeOffset DeliveredAt { get; set; }

        /// <summary><c>OK</c>, or what went wrong.</summary>
        public string? Status { get; set; }

        /// <summary>The event's name.</summary>
        public string? Event { get; set; }
    }
}
