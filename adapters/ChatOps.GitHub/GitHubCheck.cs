using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub;

/// <summary>Asks GitHub whether what is configured works there: credential, repositories, accounts and teams. It changes nothing.</summary>
public static class GitHubCheck
{
    /// <summary>Asks.</summary>
    /// <param name="options">What GitHub is spoken to with.</param>
    /// <param name="repositories">The repositories that the configuration names, by the key that names them; those in which incidents are told first.</param>
    /// <param name="handles">The accounts and teams that it names, by the key that names them.</param>
    /// <param name="time">The clock.</param>
    /// <returns>What is missing, a line each; none: all works.</returns>
    /// <remarks>What a token may do GitHub does not tell.</remarks>
    public static async Task<IReadOnlyList<GitHubFinding>> RunAsync(
        GitHubOptions options, IReadOnlyList<(string Key, string Name)> repositories, IReadOnlyList<(string Key, string Name)> handles, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(repositories);
        ArgumentNullException.ThrowIfNull(handles);
        using var api = new GitHubApi(options, time);
        var run = new Run(api);
        if (!await run.CredentialAsync().ConfigureAwait(false)) return run.Findings;
        var needs = GitHubNeeds.Of(options, handles.Any(handle => GitHubOptions.IsTeam(handle.Name)));
        if (api.Access.IsApp) await run.AppAsync(needs).ConfigureAwait(false);
        foreach (var (key, name) in repositories.DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)) await run.RepositoryAsync(key, name, needs).ConfigureAwait(false);
        var place = repositories.Select(one => one.Name).FirstOrDefault(GitHubReference.IsRepository);
        foreach (var (key, name) in handles.DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)) await run.HandleAsync(key, name, place).ConfigureAwait(false);
        return run.Findings;
    }

    private sealed class Run(GitHubApi api)
    {
        private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

        private readonly List<GitHubFinding> _findings = [];

        public IReadOnlyList<GitHubFinding> Findings => _findings;

        public async Task<bool> CredentialAsync()
        {
            var answer = await GitHubSelf.AskAsync(api.Calls, api.Access).ConfigureAwait(false);
            switch (answer)
            {
                case GitHubAnswer<SelfIdentity>.Good:
                    return true;
                case GitHubAnswer<SelfIdentity>.Failed:
                    Wrong($"{(api.Access.IsApp ? "GitHub:AppId with GitHub:PrivateKey" : "GitHub:Token")} is not accepted by {api.Options.BaseUrl}: {answer.Words}");
                    return false;
                default:
                    Warn($"GitHub at {api.Options.BaseUrl} does not answer, so nothing more of it was checked: {answer.Words}");
                    return false;
            }
        }

        /// <summary>What the app asks for, by its settings page.</summary>
        public async Task AppAsync(GitHubNeeds needs)
        {
            var answer = await api.Calls.AskSelfAsync(client => client.Connection.Get<GitHubNeeds.Granted>(new Uri("app", UriKind.Relative), AnswerWithin)).ConfigureAwait(false);
            if (answer is not GitHubAnswer<IApiResponse<GitHubNeeds.Granted>>.Good(var told)) return;
            foreach (var (permission, why) in needs.LackingIn(told.Body.Permissions)) Wrong($"the GitHub App has not the permission {permission}: {why}");
            foreach (var (name, why) in needs.UnheardIn(told.Body.Events)) Wrong($"the GitHub App does not subscribe to {name}: {why}");
        }

        public async Task RepositoryAsync(string key, string name, GitHubNeeds needs)
        {
            if (name.Split('/') is not [var owner, var own] || !GitHubReference.IsRepository(name))
            {
                Wrong($"{key} holds \"{OutsideText.Line(name, 100)}\"; allowed: owner/name");
                return;
            }

            var answer = await api.Calls.CallAsync(name, client => client.Repository.Get(owner, own)).ConfigureAwait(false);
            switch (answer)
            {
                case GitHubAnswer<Repository>.Good({ Archived: true }):
                    Wrong($"{key} names {name}, which is archived: nothing can be told there");
                    break;
                case GitHubAnswer<Repository>.Good({ HasIssues: false }) when key.StartsWith("Routes", StringComparison.Ordinal) || key.StartsWith("Services", StringComparison.Ordinal):
                    Wrong($"{key} names {name}, whose issues are disabled");
                    break;
                case GitHubAnswer<Repository>.Failed { Status: 404 }:
                    Wrong($"{key} names {name}, which is not there, or {(api.Access.IsApp ? "the app is not installed on it" : "the token may not see it")}");
                    break;
                case GitHubAnswer<Repository>.Good when api.Access.IsApp:
                    var installed = await api.Calls.AskSelfAsync(client => client.Connection.Get<GitHubNeeds.Granted>(new Uri($"repos/{name}/installation", UriKind.Relative), AnswerWithin)).ConfigureAwait(false);
                    if (installed is not GitHubAnswer<IApiResponse<GitHubNeeds.Granted>>.Good(var granted)) break;
                    // The app asks for it since it was installed there, and nobody has accepted it.
                    foreach (var (permission, why) in needs.LackingIn(granted.Body.Permissions)) Wrong($"{key} names {name}, where the app has not the permission {permission} (its owner has to accept it): {why}");
                    break;
                case GitHubAnswer<Repository>.Good:
                    break;
                default:
                    Warn($"{key} names {name}, and GitHub does not tell of it: {answer.Words}");
                    break;
            }
        }

        public async Task HandleAsync(string key, string name, string? place)
        {
            if (name.Split('/') is [var organization, var slug])
            {
                // An organization's teams are asked for by whoever may see them: the installation of the first repository.
                if (place is null) return;
                var path = new Uri($"orgs/{Uri.EscapeDataString(organization)}/teams/{Uri.EscapeDataString(slug)}", UriKind.Relative);
                Told(key, $"the team {name}", await api.Calls.CallAsync(place, client => client.Connection.Get<Team>(path, AnswerWithin)).ConfigureAwait(false), "which is not there, or the app lacks the permission Members");
                return;
            }

            var account = name.All(char.IsAsciiDigit) ? new Uri($"user/{name}", UriKind.Relative) : new Uri($"users/{Uri.EscapeDataString(name)}", UriKind.Relative);
            Told(key, $"the account {name}", await api.Calls.AskAsync(client => client.Connection.Get<User>(account, AnswerWithin)).ConfigureAwait(false), "which GitHub does not know");
        }

        private void Told<T>(string key, string what, GitHubAnswer<T> answer, string gone)
        {
            if (answer is GitHubAnswer<T>.Failed { Status: 403 or 404 }) Wrong($"{key} names {what}, {gone}");
            else if (answer is not GitHubAnswer<T>.Good) Warn($"{key} names {what}, and GitHub does not tell of it: {answer.Words}");
        }

        private void Wrong(string text) => _findings.Add(new GitHubFinding(text, IsWarning: false));

        private void Warn(string text) => _findings.Add(new GitHubFinding(text, IsWarning: true));
    }
}

/// <summary>Something that <c>check</c> found.</summary>
/// <param name="Text">What, in a line.</param>
/// <param name="IsWarning">Whether the bot works all the same.</param>
public sealed record GitHubFinding(string Text, bool IsWarning);
