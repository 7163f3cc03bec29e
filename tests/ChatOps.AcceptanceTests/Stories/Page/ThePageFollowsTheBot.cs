using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>What happens shows on an open page within a second, without a reload, and without moving what somebody reads.</summary>
internal sealed class ThePageFollowsTheBot : PageStory
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_new_incident_appears_within_a_second_and_a_reload_is_not_what_brings_it()
    {
        await using var open = await OpenAsync();
        await open.Page.EvaluateAsync("() => { window.sameDocument = true; }");

        var id = (await Bot.Client.AlertAsync("LiveDown", "live-1")).Single();
        var began = Stopwatch.GetTimestamp();
        await Assertions.Expect(open.Page.Locator($"a[href='/incidents/{id}']").First).ToBeVisibleAsync();

        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(OneSecond));
        Assert.That(await open.Page.EvaluateAsync<bool>("() => window.sameDocument === true"), Is.True);
        Assert.That(await open.Page.TitleAsync(), Does.Match(@"^L[1-4] · [\d,]+ open · ChatOps$"));
    }

    [Test]
    public async Task What_has_the_focus_keeps_it_while_others_come()
    {
        var id = (await Bot.Client.AlertAsync("FocusDown", "focus-1")).Single();
        await using var open = await OpenAsync();
        var link = open.Page.Locator($"a[href='/incidents/{id}']").First;
        await link.FocusAsync();

        var other = (await Bot.Client.AlertAsync("FocusDown", "focus-2")).Single();
        await Assertions.Expect(open.Page.Locator($"a[href='/incidents/{other}']").First).ToBeVisibleAsync();

        await Assertions.Expect(link).ToBeFocusedAsync();
    }

    [Test]
    public async Task An_incident_page_tells_what_became_of_it()
    {
        var id = (await Bot.Client.AlertAsync("EndsDown", "ends-1")).Single();
        await using var open = await OpenAsync($"/incidents/{id}");

        await Bot.Client.CommandAsync($"ack {id}", "ana");
        await Assertions.Expect(open.Page.Locator(".facts")).ToContainTextAsync("ana");
        await Bot.Client.CommandAsync($"resolve {id} mended by hand", "ana");

        await Assertions.Expect(open.Page.Locator(".head-stands")).ToHaveTextAsync("Resolved by ana");
        await Assertions.Expect(open.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex($"^resolved · .* · {id}$"));
    }

    [Test]
    public async Task When_the_bot_is_away_the_page_says_so_and_comes_back_by_itself()
    {
        await using var open = await OpenAsync();
        var lost = open.Page.Locator("#components-reconnect-modal");

        await Bot.KillAsync();
        await Assertions.Expect(lost).ToBeVisibleAsync();
        await Assertions.Expect(lost).ToContainTextAsync("Connection to ChatOps lost. What you see is from");
        await Bot.StartAgainAsync();

        await Assertions.Expect(open.Page.Locator("html[data-live]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Assertions.Expect(lost).ToBeHiddenAsync();
    }

    [Test]
    public async Task With_a_thousand_open_incidents_the_first_screen_is_there_within_a_second()
    {
        var alerts = Enumerable.Range(0, 1000).Select(number => new { name = "ManyDown", status = "firing", service = $"many-{number}" });
        var answer = await Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(alerts));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
        await using var open = await OpenAsync("/health");

        var began = Stopwatch.GetTimestamp();
        await open.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(open.Page.Locator(".incident-link").Nth(20)).ToBeVisibleAsync();

        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(OneSecond));
        await Assertions.Expect(open.Page.Locator(".incident-link")).ToHaveCountAsync(50);
    }
}
