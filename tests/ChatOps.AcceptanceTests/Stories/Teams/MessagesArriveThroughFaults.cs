using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>
/// The connector limits, fails, is busy, cuts answers and goes away: every mention arrives, in its incident's order, and twice only where an answer was lost
/// after the message was taken, which the log counts.
/// </summary>
internal sealed class MessagesArriveThroughFaults
{
    private const int Incidents = 12;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Every_mention_arrives_through_429_502_503_504_412_and_cut_answers()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings().With("Storm:NewIncidentsPerMinute", "0"), new TeamsServerOptions { Seed = 7 });
        var faults = tenant.Teams.Faults;
        foreach (var status in (int[])[502, 504, 503, 412]) faults.Add(new TeamsFault { Status = status, Code = status == 412 ? "PreconditionFailed" : "ServiceError", IsHtml = status == 502, Probability = 0.05, Times = 0 });
        faults.Add(new TeamsFault { Status = 429, Code = "Throttled", RetryAfter = 1, Probability = 0.05, Times = 0 });
        faults.Add(new TeamsFault { Status = 429, Code = "Throttled", Probability = 0.02, Times = 0 });
        faults.Add(new TeamsFault { Cut = TeamsCut.Before, Probability = 0.04, Times = 0 });
        faults.Add(new TeamsFault { Cut = TeamsCut.After, Probability = 0.04, Times = 0 });

        // Unknown challenges go to Level 2 at once, so each is a head and a mention.
        var ids = new List<string>();
        for (var i = 0; i < Incidents; i++) ids.AddRange(await tenant.Client.AlertAsync("SomethingOdd", string.Create(CultureInfo.InvariantCulture, $"odd-{i}"), severity: "critical"));

        await Wait.Until(() => Task.FromResult(ids.All(id => Mentions(tenant, id).Count > 0)), Bound, "every mention", tenant.Everything);
        faults.Clear();
        var cut = tenant.Teams.Calls.Count(call => call is { Status: 0, Method: "POST" });
        var doubled = ids.Sum(id => Mentions(tenant, id).Count - 1);
        Assert.That(doubled, Is.LessThanOrEqualTo(cut), "only what was cut may stand twice");
        Assert.That(tenant.Bot.Log.Count(line => line.Contains("may stand there twice", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(doubled), "each such case is counted");
        foreach (var id in ids)
        {
            var heads = tenant.Heads(id).Select(head => head.Id).ToList();
            Assert.That(heads, Is.Not.Empty, () => $"{id}: {tenant.Everything()}\n{string.Join('\n', tenant.Teams.Calls)}");
            Assert.That(Mentions(tenant, id).Select(mention => mention.Root), Is.All.AnyOf([.. heads]), $"{id} is told in its thread");
        }
    }

    [Test]
    public async Task An_outage_holds_everything_back_and_nothing_is_lost()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        tenant.Teams.Faults.Add(new TeamsFault { Status = 503, Code = "ServiceUnavailable", Times = 0 });
        var id = (await tenant.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical")).Single();
        await Wait.Until(async () => (await tenant.Client.GetAsync("healthz/ready")).Body.Contains("away", StringComparison.Ordinal), Bound, "the page to say that Teams is away", tenant.Everything);
        Assert.That((await tenant.Client.GetAsync("healthz/ready")).Status, Is.EqualTo(System.Net.HttpStatusCode.OK), "and the bot stays ready");

        tenant.Teams.Faults.Clear();

        await Wait.Until(() => Task.FromResult(Mentions(tenant, id).Count > 0), Bound, "the mention", tenant.Everything);
        Assert.That(Mentions(tenant, id), Has.Count.EqualTo(1), "a connector that says it is away took nothing");
    }

    [Test]
    public async Task A_token_that_counts_no_more_is_asked_for_anew_and_a_busy_conversation_is_asked_again()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        await tenant.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical");
        await tenant.HeadAsync("INC-1");
        var asked = tenant.Teams.TokenRequests;
        tenant.Teams.RevokeTokens();
        tenant.Teams.Faults.Add(new TeamsFault { Method = "PUT", Status = 412, Code = "PreconditionFailed" });

        await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} ack INC-1");

        await tenant.HeadAsync("INC-1", head => head.Shown.Contains("ana has it", StringComparison.Ordinal), "a changed head");
        Assert.That(tenant.Teams.TokenRequests, Is.EqualTo(asked + 1));
    }

    [Test]
    public async Task Two_hundred_kilobytes_of_evidence_are_shortened_and_the_page_has_all_of_it()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var evidence = string.Join('\n', Enumerable.Range(1, 4000).Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line}: pool exhausted, 100 of 100 in use")));
        var body = System.Text.Json.JsonSerializer.Serialize(new { name = "SomethingOdd", service = "ledger", status = "firing", severity = "critical", description = evidence });
        Assert.That(body, Has.Length.GreaterThan(200_000 * 9 / 10));

        var answer = await tenant.Client.PostAsync("webhooks/alert", body);
        Assert.That(answer.Status, Is.EqualTo(System.Net.HttpStatusCode.Accepted), answer.Body);
        var head = await tenant.HeadAsync("INC-1");
        var mention = await tenant.ReplyAsync(head, reply => reply.Mentions.Count > 0, "the mention");

        Assert.That(mention.Card!.ToJsonString(), Has.Length.LessThanOrEqualTo(40_000));
        Assert.That(tenant.Teams.Calls.Select(call => call.Status), Has.None.EqualTo(413));
    }

    private static List<TeamsMessage> Mentions(TeamsTenant tenant, string id) =>
        [.. tenant.Teams.Messages(tenant.Incidents).Where(message => message.Mentions.Count > 0 && System.Text.RegularExpressions.Regex.IsMatch(message.Shown, $@"{id}\b"))];
}
