using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Deployments of a repository, as actions ask for them.</summary>
internal sealed class Deployments(GitHubCalls calls)
{
    private const int MostLookedBack = 20;
    private const int MostEnvironments = 10;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>How the environment stands; a good answer without a value: nothing was deployed there.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="withGood">Whether to look for the last good one where the newest failed.</param>
    public async Task<GitHubAnswer<DeploymentStanding?>> StandingAsync(string repository, string environment, bool withGood = true)
    {
        var listed = await ListAsync(repository, $"?per_page={MostLookedBack + 1}&environment={Uri.EscapeDataString(environment)}").ConfigureAwait(false);
        return listed is GitHubAnswer<List<Deployed>>.Good(var all) ? await StandingAsync(repository, all, withGood).ConfigureAwait(false) : listed.As<DeploymentStanding?>();
    }

    /// <summary>How each environment stands to which something was deployed lately, save those that do not count.</summary>
    public async Task<GitHubAnswer<IReadOnlyList<DeploymentStanding>>> StandingsAsync(string repository, Func<string, bool> counts)
    {
        var listed = await ListAsync(repository, "?per_page=100").ConfigureAwait(false);
        if (listed is not GitHubAnswer<List<Deployed>>.Good(var all)) return listed.As<IReadOnlyList<DeploymentStanding>>();
        var standings = new List<DeploymentStanding>();
        foreach (var environment in all.Select(one => one.Environment).OfType<string>().Where(counts).Distinct(StringComparer.Ordinal).Take(MostEnvironments))
        {
            var asked = await StandingAsync(repository, environment).ConfigureAwait(false);
            if (asked is not GitHubAnswer<DeploymentStanding?>.Good(var standing)) return asked.As<IReadOnlyList<DeploymentStanding>>();
            if (standing is not null) standings.Add(standing);
        }

        return new GitHubAnswer<IReadOnlyList<DeploymentStanding>>.Good(standings);
    }

    private async Task<GitHubAnswer<DeploymentStanding?>> StandingAsync(string repository, List<Deployed> all, bool withGood)
    {
        if (all.Count == 0) return new GitHubAnswer<DeploymentStanding?>.Good(null);
        var asked = await StatusesAsync(repository, all[0]).ConfigureAwait(false);
        if (asked is not GitHubAnswer<List<StatusTold>>.Good(var told)) return asked.As<DeploymentStanding?>();
        var standing = new DeploymentStanding(all[0], told.FirstOrDefault());
        if (!standing.HasFailed || !withGood) return new GitHubAnswer<DeploymentStanding?>.Good(standing);
        foreach (var earlier in all.Skip(1).Take(MostLookedBack))
        {
            var statuses = await StatusesAsync(repository, earlier).ConfigureAwait(false);
            if (statuses is not GitHubAnswer<List<StatusTold>>.Good(var its)) return statuses.As<DeploymentStanding?>();
            // What was good once is called inactive since the next one succeeded.
            if (its.Any(status => status.State == "success")) return new GitHubAnswer<DeploymentStanding?>.Good(standing with { Good = earlier });
        }

        return new GitHubAnswer<DeploymentStanding?>.Good(standing);
    }

    private Task<GitHubAnswer<List<StatusTold>>> StatusesAsync(string repository, Deployed deployment) =>
        ListAsync<StatusTold>(repository, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{deployment.Id}/statuses?per_page=30"));

    private Task<GitHubAnswer<List<Deployed>>> ListAsync(string repository, string rest) => ListAsync<Deployed>(repository, rest);

    /// <summary>Octokit's own type holds only payloads that are an object of texts, and asks for no environment.</summary>
    private async Task<GitHubAnswer<List<T>>> ListAsync<T>(string repository, string rest)
    {
        var address = new Uri($"repos/{repository}/deployments{rest}", UriKind.Relative);
        var answer = await calls.CallAsync(repository, client => client.Connection.Get<List<T>>(address, AnswerWithin)).ConfigureAwait(false);
        return answer is GitHubAnswer<IApiResponse<List<T>>>.Good(var told) ? new GitHubAnswer<List<T>>.Good(told.Body ?? []) : answer.As<List<T>>();
    }

    /// <summary>A deployment.</summary>
    internal sealed class Deployed
    {
        /// <summary>Its number.</summary>
        public long Id { get; set; }

        /// <summary>What was deployed.</summary>
        public string Sha { get; set; } = "";

        /// <summary>Where to.</summary>
        public string? Environment { get; set; }

        /// <summary>When it began.</summary>
        public DateTimeOffset CreatedAt { get; set; }

        /// <summary>The commit, short.</summary>
        public string Short => Sha[..Math.Min(7, Sha.Length)];
    }

    /// <summary>What was told of a deployment.</summary>
    internal sealed class StatusTold
    {
        /// <summary><c>success</c>, <c>failure</c>, <c>error</c>, <c>inactive</c>, <c>in_progress</c>, <c>queued</c>, <c>pending</c>.</summary>
        public string State { get; set; } = "";

        /// <summary>In words.</summary>
        public string? Description { get; set; }

        /// <summary>Where its log is.</summary>
        public string? LogUrl { get; set; }
    }
}

/// <summary>How an environment stands.</summary>
/// <param name="Newest">What was deployed last.</param>
/// <param name="Last">What was told of it last; null: nothing yet.</param>
internal sealed record DeploymentStanding(Deployments.Deployed Newest, Deployments.StatusTold? Last)
{
    /// <summary>The last one before it that succeeded, where the newest failed; null where there is none.</summary>
    public Deployments.Deployed? Good { get; init; }

    /// <summary>Whether it failed.</summary>
    public bool HasFailed => Last?.State is "failure" or "error";

    /// <summary>Whether it stands there: it succeeded.</summary>
    public bool IsGood => Last?.State is "success";

    /// <summary>Whether it has not ended.</summary>
    public bool IsUnderWay => Last?.State is null or "queued" or "pending" or "in_progress";
}
