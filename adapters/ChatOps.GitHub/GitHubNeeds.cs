namespace ChatOps.GitHub;

/// <summary>What an app must be allowed and must hear for what is configured (docs/github.md has the reasons in full).</summary>
/// <param name="Permissions">Permission, level, and what does not work without it.</param>
/// <param name="Events">Event, and what does not work without it.</param>
internal sealed record GitHubNeeds(IReadOnlyList<(string Name, string Level, string Without)> Permissions, IReadOnlyList<(string Name, string Without)> Events)
{
    private static readonly string[] Levels = ["read", "write", "admin"];

    /// <summary>What these options need.</summary>
    /// <param name="options">What GitHub is spoken to with.</param>
    /// <param name="hasTeams">Whether teams are called or have roles.</param>
    public static GitHubNeeds Of(GitHubOptions options, bool hasTeams)
    {
        var permissions = new List<(string, string, string)> { ("issues", "write", "nothing is told and nobody is answered") };
        var events = new List<(string, string)> { ("issue_comment", "no command is heard"), ("issues", "no issue is declared by its label") };
        if (hasTeams) permissions.Add(("members", "read", "a team's mention calls nobody, and no team gives a role"));
        if (options.Projects.Count > 0)
        {
            permissions.AddRange(
            [
                ("actions", "write", "failed workflows are not read, run again or rolled back"), ("contents", "read", "no suspicious commit is named"),
                ("checks", "read", "checks of other systems are not heard of"), ("deployments", "read", "deployments are not heard of"),
            ]);
            events.AddRange(
            [
                ("workflow_run", "failed workflows are not heard of"), ("check_run", "checks of other systems are not heard of"),
                ("check_suite", "checks of other systems are not heard of"), ("deployment_status", "failed deployments are not heard of"),
            ]);
        }

        return new GitHubNeeds(permissions, events);
    }

    /// <summary>What of it is not granted.</summary>
    public IEnumerable<(string Permission, string Without)> LackingIn(IReadOnlyDictionary<string, string>? granted) => Permissions
        .Where(needed => Array.IndexOf(Levels, granted?.GetValueOrDefault(needed.Name) ?? "") < Array.IndexOf(Levels, needed.Level))
        .Select(needed => ($"{needed.Name}: {needed.Level}", needed.Without));

    /// <summary>What of it is not heard.</summary>
    public IEnumerable<(string Name, string Without)> UnheardIn(IReadOnlyList<string>? events) => Events.Where(needed => events?.Contains(needed.Name) != true);

    /// <summary>What GitHub says that an app may do and hears; Octokit's own types leave some out.</summary>
    internal sealed class Granted
    {
        /// <summary>Permissions with their level.</summary>
        public Dictionary<string, string>? Permissions { get; set; }

        /// <summary>Events.</summary>
        public List<string>? Events { get; set; }
    }
}
