using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>
/// A real service does not come back: two attempts fail, nobody reacts, Levels 2, 3 and 4 are mentioned once each and reminded once each;
/// the user chooses an option on the page, and it is carried out.
/// </summary>
internal sealed class NobodyMendsItAndTheUserDecides
{
    private static readonly string[] Responders = ["backend-coordinator", "tech-lead-orchestrator", "user"];

    [Test]
    [Property("Rule", "2.21")]
    public async Task Levels_2_3_and_4_are_mentioned_once_each_and_the_chosen_option_is_carried_out()
    {
        await using var shop = await Shop.OpenAsync(BotSettings.LadderOfSeconds
            .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(40))
            .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
            .With("Escalation:Levels:4:RepeatEvery", TimeSpan.FromMinutes(30)));

        await shop.Target.BreakAsync();

        var id = (await shop.IncidentAsync()).Id;
        var asked = await shop.Client.IncidentWhenAsync(id, incident => incident is { Level: 4, State: "awaitingDecision" }, TimeSpan.FromSeconds(90), "at Level 4");
        Assert.That(asked.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["failed", "failed"]));
        Assert.That(asked.Responder, Is.EqualTo("user"));
        await Wait.Until(async () => (await shop.Client.TimelineAsync(id)).Any(entry => entry.Mention == 3), TimeSpan.FromSeconds(30), "the user's mention to be delivered");

        var timeline = await shop.Client.TimelineAsync(id);
        var entered = timeline.Where(entry => entry.Kind == "level-entered").Select(entry => entry.Details.GetProperty("level").GetInt32());
        var mentions = timeline.Where(entry => entry.Mention is not null).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(entered, Is.EqualTo((int[])[2, 3, 4]));
            Assert.That(mentions.Select(entry => entry.Mention), Is.EqualTo((int[])[1, 2, 3]), "each mention is delivered once");
            Assert.That(mentions.Zip(Responders), Has.All.Matches<(TimelineView Entry, string Responder)>(pair => pair.Entry.Text!.Contains($"@{pair.Responder}", StringComparison.Ordinal)));
            Assert.That(timeline.Count(entry => entry.Kind == "reminded"), Is.EqualTo(2), "one reminder at Level 2, one at Level 3");
        });

        shop.Target.Mend();
        await using var browser = await Browser.StartAsync();
        await using var opened = await browser.OpenAsync(shop.Bot.Address);
        await opened.Page.GotoAsync($"/incidents/{id}");
        await opened.Page.Locator("button.person").ClickAsync();
        await opened.Page.Locator("#people button[value=user]").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(opened.Page.Locator("button.person")).ToContainTextAsync("user");
        await Microsoft.Playwright.Assertions.Expect(opened.Page.Locator("html[data-live]")).ToHaveCountAsync(1);
        await opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { NameRegex = new("retry", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First.ClickAsync();

        var resolved = await shop.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", TimeSpan.FromSeconds(60), "resolved by the chosen option");
        Assert.Multiple(() =>
        {
            Assert.That(resolved.ResolvedBy, Is.EqualTo("attempt"));
            Assert.That(resolved.Level, Is.EqualTo(4));
            Assert.That(resolved.Attempts, Has.Count.EqualTo(3));
        });
        Assert.That(await shop.Target.IsHealthyAsync(), Is.True);
    }
}
