using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>With a token the bot is an account like any other: it works all the same, never hears itself, and hears nobody before it knows who it is.</summary>
internal sealed class ATokenInThePlaceOfAnApp
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task What_comes_before_it_knows_who_it_is_is_not_lost()
    {
        await using var acme = await Organization.FoundAsync();
        var machine = Machine(acme);
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.ServerError) { Method = "GET", Path = "^user$", Times = int.MaxValue });
        await using var bot = await BotProcess.StartAsync(acme.TokenSettings(machine));
        acme.GitHub.SendTo(bot.Address);
        var number = acme.GitHub.Open(acme.Ana, acme.Infra, "slow");
        acme.GitHub.Say(acme.Ana, acme.Infra, number, "/chatops declare ledger it is slow");
        await acme.GitHub.IdleAsync();
        var early = acme.GitHub.Deliveries.Single(one => one.Event == "issue_comment");
        Assert.That(early.Status, Is.EqualTo(503), "GitHub shows it as failed, so that it can be delivered again");
        Assert.That(early.Took, Is.LessThan(TimeSpan.FromSeconds(10)));

        acme.GitHub.Faults.Clear();
        await acme.JoinAsync(bot);
        Assert.That((await acme.GitHub.SendAsync("issue_comment", early.Payload, early.Identity)).Status, Is.EqualTo(202));

        await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Service == "ledger", Soon, "declared");
        await Wait.Until(() => acme.GitHub.Issue(acme.Infra, number).Comments.Any(comment => comment.Reactions.Contains("rocket")), Soon, "a reaction", () => bot.Tail);
    }

    [Test]
    public async Task It_tells_and_answers_and_never_hears_itself()
    {
        await using var acme = await Organization.FoundAsync();
        var machine = Machine(acme);
        await using var bot = await BotProcess.StartAsync(acme.TokenSettings(machine).With("People:machine:Roles:0", "cloud-architect").With("People:machine:GitHub", "machine"));
        await acme.JoinAsync(bot);

        await bot.Client.CommandAsync("declare ledger it is slow", "ana");
        var issue = await acme.IssueAsync("INC-1");
        var own = acme.GitHub.Say(machine, acme.Infra, issue.Number, "/chatops resolve as if a person had said it");
        await acme.SayAsync(acme.Ana, acme.Infra, issue.Number, "/chatops note seen by us");
        await acme.IssueAsync("INC-1", one => one.Comments.Any(comment => comment.Author.Id == machine.Id && comment.Body.Contains("seen by us", StringComparison.Ordinal)), "the news");

        var stands = acme.GitHub.Issue(acme.Infra, issue.Number);
        Assert.That((issue.Author.Login, stands.State), Is.EqualTo(("machine", "open")));
        Assert.That(stands.Comments.Single(comment => comment.Id == own).Reactions, Is.Empty);
        Assert.That((await bot.Client.IncidentAsync("INC-1")).ResolvedAt, Is.Null);
        Assert.That(acme.GitHub.Calls.Where(call => call.Path.StartsWith("app", StringComparison.Ordinal)), Is.Empty, "what only an app may ask");
    }

    private static GitHubUser Machine(Organization acme)
    {
        var machine = acme.GitHub.AddUser("machine");
        acme.GitHub.Grant(acme.Infra, machine, "write");
        acme.GitHub.Grant(acme.Shop, machine, "write");
        return machine;
    }
}
