using System.Net;
using System.Text;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>What is forged is refused; what comes twice is done once, also over a restart; who is not known is refused and told so once.</summary>
internal sealed class OnlyGitHubItselfIsHeard
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Forged_and_unsigned_deliveries_are_refused_and_a_replay_does_nothing_again()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        acme.GitHub.Faults.AddOutgoing(GitHubOutgoingFault.BadSignature, GitHubOutgoingFault.NoSignature, GitHubOutgoingFault.Duplicate);
        var issue = acme.GitHub.Open(acme.Ana, acme.Shop, "slow");
        await acme.GitHub.IdleAsync();
        acme.GitHub.Say(acme.Ana, acme.Shop, issue, "/chatops declare ledger it is forged");
        await acme.GitHub.IdleAsync();
        await acme.SayAsync(acme.Ana, acme.Shop, issue, "/chatops declare ledger it is slow\n/chatops note INC-1 seen by us");
        // The reaction may be there before GitHub has written down that its delivery was taken.
        await acme.GitHub.IdleAsync();
        var delivery = acme.GitHub.Deliveries.Last(one => one.Event == "issue_comment" && one.Payload.Contains("it is slow", StringComparison.Ordinal) && one.Action == "created");

        Assert.That((await acme.GitHub.SendAsync("issue_comment", delivery.Payload, delivery.Identity)).Status, Is.EqualTo(202), "a replay is taken");
        // The delivery of another hook has an id of its own; the comment is the same.
        Assert.That((await acme.GitHub.SendAsync("issue_comment", delivery.Payload)).Status, Is.EqualTo(202));
        await acme.Bot.StopAsync();
        await acme.Bot.StartAgainAsync();
        Assert.That((await acme.GitHub.SendAsync("issue_comment", delivery.Payload, delivery.Identity)).Status, Is.EqualTo(202));

        Assert.That(acme.GitHub.Deliveries.Select(one => one.Status).Take(2), Is.EqualTo((int?[])[401, 401]));
        Assert.That(await acme.Client.IncidentsAsync(), Has.Count.EqualTo(1));
        Assert.That((await acme.Client.TimelineAsync("INC-1")).Count(entry => entry.Kind == "noted" && entry.Details.ToString().Contains("seen by us", StringComparison.Ordinal)), Is.EqualTo(1));
        foreach (var (signature, body) in ((string?, string)[])[("sha256=00", "{}"), ("sha1=00", "{}"), (null, "{}"), ("sha256=" + new string('0', 64), "")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "github/webhooks") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-GitHub-Event", "ping");
            request.Headers.Add("X-GitHub-Delivery", "1");
            if (signature is not null)
            {
                request.Headers.Add("X-Hub-Signature-256", signature);
            }

            Assert.That((await acme.Client.SendAsync(request)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), signature);
        }
    }

    [Test]
    public async Task A_stranger_on_a_public_repository_is_refused_and_told_so_once()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        var number = acme.GitHub.Open(acme.Ana, acme.Shop, "slow");
        await acme.SayAsync(acme.Ana, acme.Shop, number, "/chatops declare ledger it is slow");

        var first = await acme.SayAsync(acme.Max, acme.Shop, number, "/chatops resolve INC-1");
        await acme.SayAsync(acme.Max, acme.Shop, number, "/chatops status\n/chatops ack INC-1");
        var last = await acme.SayAsync(acme.Ana, acme.Shop, number, "/chatops status INC-1");
        await Wait.Until(() => Answers(acme, number).Any(answer => answer.Contains("INC-1", StringComparison.Ordinal) && answer.Contains("ledger", StringComparison.Ordinal)), Soon, "Ana's answer");

        Assert.That(first.Reactions, Is.EquivalentTo((string[])["eyes", "confused"]));
        Assert.That(last.Reactions, Is.EquivalentTo((string[])["eyes", "rocket"]));
        Assert.That(Answers(acme, number).Count(answer => answer.Contains("is not linked", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That((await acme.Client.IncidentAsync("INC-1")).State, Is.Not.EqualTo("resolved"));
        Assert.That((await acme.Client.IncidentAsync("INC-1")).Owner, Is.Null);
    }

    [Test]
    public async Task Of_many_commands_ten_run_edits_and_bots_command_nothing_and_a_taken_name_is_nobody()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        var number = acme.GitHub.Open(acme.Ana, acme.Shop, "slow");
        var machine = acme.GitHub.AddUser("helper[bot]", "Bot");
        acme.GitHub.Grant(acme.Shop, machine, "write");

        var many = await acme.SayAsync(acme.Ana, acme.Shop, number, ("/chatops declare ledger it is slow\n" + string.Concat(Enumerable.Range(1, 499).Select(line => $"/chatops note INC-1 line {line}\n"))).PadRight(65_536, 'x'));
        var quiet = acme.GitHub.Say(acme.Ana, acme.Shop, number, "nothing");
        acme.GitHub.EditComment(acme.Ana, acme.Shop, quiet, "/chatops resolve INC-1 by an edit");
        acme.GitHub.Say(machine, acme.Shop, number, "/chatops resolve INC-1 by a machine");
        // Somebody gives the name up, and a stranger takes it.
        acme.GitHub.Rename(acme.User, "olga-before");
        var thief = acme.GitHub.AddUser("olga");
        await acme.SayAsync(thief, acme.Shop, number, "/chatops resolve INC-1 by a thief");
        await acme.GitHub.IdleAsync();
        await Wait.Until(() => Answers(acme, number).Any(answer => answer.Contains("Not run", StringComparison.Ordinal)), Soon, "the answer", () => string.Join("\n", Answers(acme, number)));

        Assert.That(many.Reactions, Is.EquivalentTo((string[])["eyes", "rocket"]));
        Assert.That((await acme.Client.TimelineAsync("INC-1")).Count(entry => entry.Kind == "noted" && entry.Details.ToString().Contains("line ", StringComparison.Ordinal)), Is.EqualTo(9));
        Assert.That(Answers(acme, number).Single(answer => answer.Contains("Not run", StringComparison.Ordinal)), Does.Contain("line 10").And.Contain("line 499"));
        Assert.That((await acme.Client.IncidentAsync("INC-1")).ResolvedAt, Is.Null);
    }

    [Test]
    public async Task What_could_not_be_delivered_while_the_bot_was_down_is_asked_for_and_done_once()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        var number = acme.GitHub.Open(acme.Ana, acme.Shop, "slow");
        await acme.GitHub.IdleAsync();
        await acme.Bot.StopAsync();
        acme.GitHub.Say(acme.Ana, acme.Shop, number, "/chatops declare ledger it is slow");
        acme.GitHub.Say(acme.Ana, acme.Shop, number, "/chatops note INC-1 seen by us");
        await acme.GitHub.IdleAsync();

        await acme.Bot.StartAgainAsync();

        await Wait.Until(
            async () => (await acme.Client.IncidentsAsync()).Count == 1 && (await acme.Client.TimelineAsync("INC-1")).Any(entry => entry.Details.ToString().Contains("seen by us", StringComparison.Ordinal)),
            Soon, "both commands", () => acme.Bot.Tail);
        await Wait.Until(() => acme.GitHub.Issue(acme.Shop, number).Comments.Count(comment => comment.Reactions.Contains("rocket")) == 2, Soon, "both reactions");
        Assert.That(acme.GitHub.Deliveries.Where(one => one is { IsRedelivery: true, Event: "issue_comment" }).Select(one => one.IsTaken), Is.All.True.And.Exactly(2).Items);
    }

    private static List<string> Answers(Organization acme, int number) =>
        [.. acme.GitHub.Issue(acme.Shop, number).Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id).Select(comment => comment.Body)];
}
