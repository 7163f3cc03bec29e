using System.Globalization;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>An organization that works on GitHub: our test GitHub with its people and repositories, and a bot that is installed there as an app.</summary>
internal sealed class Organization : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private BotProcess? own;

    private Organization(GitHubServer github)
    {
        GitHub = github;
        Acme = github.AddOrganization("acme");
        Ana = github.AddUser("ana");
        Kim = github.AddUser("kim");
        User = github.AddUser("olga");
        Max = github.AddUser("max");
        DevOps = github.AddTeam(Acme, "devops", Ana);
        Infra = github.AddRepository(Acme, "infra");
        Shop = github.AddRepository(Acme, "shop");
        github.Grant(Shop, Ana, "write");
        github.Grant(Infra, Ana, "write");
    }

    public GitHubServer GitHub { get; }

    public BotProcess Bot { get; private set; } = null!;

    public BotClient Client => Bot.Client;

    public GitHubUser Acme { get; }

    /// <summary>Both coordinators.</summary>
    public GitHubUser Ana { get; }

    /// <summary>Level 3.</summary>
    public GitHubUser Kim { get; }

    /// <summary>Level 4.</summary>
    public GitHubUser User { get; }

    /// <summary>A stranger.</summary>
    public GitHubUser Max { get; }

    public GitHubTeam DevOps { get; }

    /// <summary>Where incidents are told.</summary>
    public GitHubRepository Infra { get; }

    /// <summary>Whose pipelines fail.</summary>
    public GitHubRepository Shop { get; }

    public static async Task<Organization> OpenAsync(BotSettings settings, GitHubServerOptions? options = null, Action<Organization>? prepare = null)
    {
        var organization = new Organization(await GitHubServer.StartAsync(options));
        try
        {
            prepare?.Invoke(organization);
            organization.own = await BotProcess.StartAsync(organization.Settings().With(settings));
            await organization.JoinAsync(organization.own);
            return organization;
        }
        catch
        {
            await organization.DisposeAsync();
            throw;
        }
    }

    /// <summary>An organization whose bot is still to come (<see cref="JoinAsync"/>).</summary>
    public static async Task<Organization> FoundAsync(GitHubServerOptions? options = null) => new(await GitHubServer.StartAsync(options));

    /// <summary>The incident's issue as it stands, once it stands so.</summary>
    public Task<GitHubIssue> IssueAsync(string id, Func<GitHubIssue, bool>? fits = null, string what = "an issue", TimeSpan? within = null) => Wait.For(
        () => Task.FromResult(GitHub.Issues(Infra).FirstOrDefault(issue => issue.Body.Contains(id, StringComparison.Ordinal) && fits?.Invoke(issue) != false)),
        within ?? Soon,
        $"{what} of {id}",
        () => string.Join("\n---\n", GitHub.Issues(Infra).Select(issue => $"{issue.Title} [{issue.State}; {string.Join(", ", issue.Labels)}]\n{issue.Body}\n{string.Join("\n", issue.Comments.Select(comment => $"  {comment.Author.Login}: {comment.Body}"))}")) + Bot.Tail);

    /// <summary>A comment of the bot's in the incident's issue, once there is one that fits.</summary>
    public async Task<GitHubComment> CommentAsync(string id, Func<GitHubComment, bool> fits, string what)
    {
        var issue = await IssueAsync(id, issue => issue.Comments.Any(comment => comment.Author.Id == GitHub.App.Bot.Id && fits(comment)), what);
        return issue.Comments.First(comment => comment.Author.Id == GitHub.App.Bot.Id && fits(comment));
    }

    /// <summary>Somebody comments; ends once the bot has reacted to it for good.</summary>
    public async Task<GitHubComment> SayAsync(GitHubUser user, GitHubRepository repository, int number, string body)
    {
        var id = GitHub.Say(user, repository, number, body);
        return await Wait.For(
            () => Task.FromResult(GitHub.Issue(repository, number).Comments.FirstOrDefault(comment => comment.Id == id && comment.Reactions.Any(reaction => reaction is "rocket" or "confused"))),
            Soon,
            $"a reaction to \"{body}\"",
            () => string.Join("\n", GitHub.Calls.TakeLast(10)) + string.Join("\n", GitHub.Deliveries.TakeLast(3).Select(delivery => $"{delivery.Event} {delivery.Status} {delivery.Answer}")) + Bot.Tail);
    }

    /// <summary>What a bot needs to work in this organization.</summary>
    public BotSettings Settings() => new BotSettings()
        .With("GitHub:Enabled", "true")
        .With("GitHub:BaseUrl", GitHub.Address.AbsoluteUri)
        .With("GitHub:WebhookSecret", GitHub.App.WebhookSecret)
        .With("GitHub:AppId", GitHub.App.Id.ToString(CultureInfo.InvariantCulture))
        .With("GitHub:PrivateKey", GitHub.App.PrivateKey)
        .With("Routes:0:GitHub", Infra.FullName)
        .With("People:ana:Roles:0", "devops-coordinator")
        .With("People:ana:Roles:1", "backend-coordinator")
        .With("People:ana:GitHub", "ana")
        .With("People:kim:Roles:0", "tech-lead-orchestrator")
        .With("People:kim:GitHub", Kim.Id.ToString(CultureInfo.InvariantCulture))
        .With("People:user:GitHub", "olga")
        .With("Responders:devops-coordinator:GitHub", "acme/devops")
        .With("Responders:backend-coordinator:GitHub", "ana")
        .With("Responders:tech-lead-orchestrator:GitHub", Kim.Id.ToString(CultureInfo.InvariantCulture))
        .With("Responders:cloud-architect:GitHub", "kim")
        .With("Responders:user:GitHub", "olga");

    /// <summary>The same with the token of an account in the place of the app.</summary>
    public BotSettings TokenSettings(GitHubUser account) => Settings().With("GitHub:AppId", "").With("GitHub:PrivateKey", "").With("GitHub:Token", GitHub.TokenOf(account));

    /// <summary>This bot, which somebody else ends, works here too; ends once it knows who is who.</summary>
    public Task JoinAsync(BotProcess bot)
    {
        Bot = bot;
        GitHub.SendTo(bot.Address);
        return Wait.Until(
            () => bot.Log.Any(line => line.Contains("On GitHub this is", StringComparison.Ordinal)) && GitHub.Calls.Count(call => call.Path.StartsWith("user", StringComparison.Ordinal)) >= 5,
            Soon, "the bot to know who is who", () => bot.Tail);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (own is not null) await own.DisposeAsync();
        }
        finally
        {
            await GitHub.DisposeAsync();
        }
    }
}
