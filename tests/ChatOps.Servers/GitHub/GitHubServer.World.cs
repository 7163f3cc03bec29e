using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub;

/// <content>Who and what is there.</content>
public sealed partial class GitHubServer
{
    public GitHubUser AddUser(string login, string type = "User") => Locked(() => github.AddAccount(login, type));

    public GitHubUser AddOrganization(string login) => Locked(() => github.AddAccount(login, "Organization"));

    public GitHubTeam AddTeam(GitHubUser organization, string slug, params IEnumerable<GitHubUser> members) => Locked(() =>
    {
        var team = new GitHubTeam(github.NextId(), organization.Login, slug);
        github.Teams.Add(team);
        foreach (var member in members)
        {
            github.Members.Add((organization.Login, member.Id));
            github.Members.Add(($"{organization.Login}/{slug}", member.Id));
        }

        return team;
    });

    public GitHubRepository AddRepository(GitHubUser owner, string name, bool isPrivate = false) => Locked(() =>
    {
        var repository = new GitHubRepository(github.NextId(), $"{owner.Login}/{name}", isPrivate);
        github.Repositories.Add(new StoredRepository(repository));
        return repository;
    });

    /// <summary>Gives somebody a right: <c>admin</c>, <c>maintain</c>, <c>write</c>, <c>triage</c> or <c>read</c>.</summary>
    public void Grant(GitHubRepository repository, GitHubUser user, string right) => Locked(() => Stored(repository).Rights[user.Id] = right);

    /// <summary>Whether the app is installed on the repository, and whether it takes issues.</summary>
    public void Set(GitHubRepository repository, bool installed = true, bool issues = true) => Locked(() =>
    {
        Stored(repository).IsInstalled = installed;
        Stored(repository).IssuesDisabled = !issues;
        return 0;
    });

    /// <summary>The account is called otherwise from now on; somebody else may take the name.</summary>
    public GitHubUser Rename(GitHubUser user, string login) => Locked(() =>
    {
        github.Accounts.Remove(user.Login);
        return github.Accounts[login] = user with { Login = login };
    });

    /// <summary>A token of a person.</summary>
    public string TokenOf(GitHubUser user) => Locked(() =>
    {
        var token = github.NewToken("github_pat_");
        github.Tokens[token] = (user, null);
        return token;
    });

    /// <summary>All tokens of the installation end now.</summary>
    public void EndTokens() => Locked(() =>
    {
        foreach (var (token, of) in github.Tokens.Where(pair => pair.Value.Ends is not null).ToList())
        {
            github.Tokens[token] = of with { Ends = github.Now };
        }

        return 0;
    });

    /// <summary>So many comments stand in the issue beside those that are kept.</summary>
    public void CountComments(GitHubRepository repository, int number, int more) => Locked(() => Stored(repository, number).MoreComments = more);
}
