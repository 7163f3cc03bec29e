using ChatOps.AcceptanceTests.Harness;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>axe-core finds nothing serious on any page, on a phone and on a wide screen, light and dark; nothing is wider than the window; nobody else is asked.</summary>
internal sealed class ThePageIsAccessible : PageStory
{
    private string incident = "";

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        incident = (await Bot.Client.AlertAsync("CheckoutDown", "checkout", severity: "critical")).Single();
        await Bot.Client.AlertAsync("ReportsLate", "reports");
        await Bot.Client.CommandAsync("silence payments 1h planned work", "ana");
        await Bot.Client.PostAsync("webhooks/zabbix", """{"event_id":"8452","value":"1","update":"0","severity":"5","name":"Postgres does not answer","host":"db-1"}""");
        await Bot.Client.PostAsync("webhooks/datadog", """{"body":"b","event_type":"query_alert_monitor","title":"[Triggered] checkout","id":"1"}""");
        await Bot.Client.PostAsync("v2/change/enqueue", """{"routing_key":"k","payload":{"summary":"checkout 42 is out","source":"ci"},"links":[{"href":"https://ci.example/42"}]}""");
        var ended = (await Bot.Client.AlertAsync("DiskFull", "db-7")).Single();
        await Bot.Client.CommandAsync($"resolve {ended} made room", "kim");
    }

    [Test]
    public async Task Nothing_serious_is_found(
        [Values("/", "/?show=ended", "/?service=nobody", "/incidents/INC", "/incidents/INC/timeline", "/incidents/INC/postmortem", "/chat", "/services", "/runbooks", "/silences", "/health", "/sources", "/sources/zabbix", "/sources/datadog", "/no-such-page")] string path,
        [Values(390, 1440)] int width,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var open = await OpenAsync(path.Replace("INC", incident, StringComparison.Ordinal), width, scheme, person: "ana");

        await Expect(open, path);
    }

    [Test]
    public async Task Nothing_serious_is_found_in_what_opens([Values(390, 1440)] int width, [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var open = await OpenAsync($"/incidents/{incident}", width, scheme, person: "ana");
        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync("status");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".answer")).ToBeVisibleAsync();
        await open.Page.Keyboard.TypeAsync("es");
        await Assertions.Expect(open.Page.Locator("#completions")).ToBeVisibleAsync();
        await Expect(open, "completions and answers");

        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(open.Page.Locator("dialog#keys")).ToBeVisibleAsync();
        await Expect(open, "keys");
    }

    [Test]
    public async Task The_theme_follows_the_system_until_somebody_chooses_and_stays_chosen()
    {
        await using var open = await OpenAsync(scheme: ColorScheme.Dark);
        var system = await BackgroundAsync(open);

        await open.Page.Keyboard.PressAsync("d");
        var light = await BackgroundAsync(open);
        await open.Page.ReloadAsync();

        Assert.That(light, Is.Not.EqualTo(system));
        Assert.That(await BackgroundAsync(open), Is.EqualTo(light));
    }

    private static Task<string> BackgroundAsync(BrowserPage open) => open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static async Task Expect(BrowserPage open, string what)
    {
        var wider = await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        var serious = await open.SeriousAccessibilityFindingsAsync();
        Assert.Multiple(() =>
        {
            Assert.That(serious, Is.Empty, what);
            Assert.That(wider, Is.LessThanOrEqualTo(0), $"{what} is wider than the window");
            Assert.That(open.ForeignRequests, Is.Empty);
            Assert.That(open.Errors.Where(error => !error.Contains("404", StringComparison.Ordinal)), Is.Empty);
        });
    }
}
