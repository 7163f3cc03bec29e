using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatOps.AcceptanceTests.Harness;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>Somebody sets a tool up: the page of its source has the lines to paste, waits for its test, and says what arrived, was refused, or fits no map.</summary>
internal sealed class ThePageShowsWhatASourceSends : PageStory
{
    private const string Token = "kuma-secret-4711";
    private const string Down = """{"heartbeat":{"monitorID":7,"status":0,"time":"2026-11-23 03:00:00.123","msg":"no answer, token=kuma-secret-4711","important":true},"monitor":{"id":7,"name":"db-9","url":"http://db-9/"},"msg":"[db-9] Down"}""";

    protected override BotSettings Settings { get; } = new BotSettings()
        .With("Storm:NewIncidentsPerMinute", "0")
        .With("PublicUrl", "https://ops.example")
        .With("Sources:kuma:Kind", "UptimeKuma").With("Sources:kuma:Token", Token)
        .With("Sources:box:Kind", "Mapping").With("Sources:box:Token", "box-secret-4711")
        .With("Sources:box:Map:Name", "job").With("Sources:box:Map:Status", "state").With("Sources:box:Map:When:kind", "backup");

    [Test]
    public async Task A_test_arrives_while_somebody_waits_for_it_by_the_keyboard()
    {
        await using var open = await OpenAsync("/sources");
        await open.Page.Locator("main a", new() { HasText = "kuma" }).First.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("kuma");
        await Assertions.Expect(open.Page.Locator(".document")).ToContainTextAsync("https://ops.example/webhooks/uptimekuma");

        var status = open.Page.Locator("main [role=status]");
        await open.Page.Locator("main .button", new() { HasText = "Wait for a test" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status).ToContainTextAsync("Waiting for the next message");

        Assert.That(await SendAsync("uptimekuma", Down, "wrong"), Is.EqualTo(HttpStatusCode.Unauthorized));
        await Assertions.Expect(status).ToContainTextAsync("got 401: it has no source's secret");

        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status).ToContainTextAsync("Waiting for the next message");
        Assert.That(await SendAsync("uptimekuma", Down, Token), Is.EqualTo(HttpStatusCode.OK));
        await Assertions.Expect(status).ToContainTextAsync("It arrived and got 200: MonitorDown: firing, warning; may open an incident.");
        await Assertions.Expect(open.Page.Locator(".arrival").First).ToContainTextAsync("heartbeat.monitorID");
        await Assertions.Expect(open.Page.Locator(".arrival").First).ToContainTextAsync("[masked]");
        Assert.That(await open.Page.ContentAsync(), Does.Not.Contain(Token));
        Assert.That(open.Errors, Is.Empty);
    }

    [Test]
    public async Task What_became_nothing_is_shown_with_a_map_that_might_read_it()
    {
        Assert.That(await SendAsync("mapped", """{"check_name":"nightly","state":"missed","host":"<b>db-3</b>","password":"hunter2-hunter2"}""", "box-secret-4711"), Is.EqualTo(HttpStatusCode.OK));
        await using var open = await OpenAsync("/sources/box");

        var arrival = open.Page.Locator(".arrival").First;
        await Assertions.Expect(arrival).ToContainTextAsync("the message is none that box makes alerts of");
        await Assertions.Expect(arrival.Locator("pre")).ToContainTextAsync("\"Name\": \"check_name\"");
        await Assertions.Expect(arrival.Locator("pre")).ToContainTextAsync("\"missed\"");
        await Assertions.Expect(arrival).ToContainTextAsync("<b>db-3</b>");
        Assert.That(await open.Page.ContentAsync(), Does.Not.Contain("hunter2"));
    }

    [Test]
    public async Task A_kind_without_a_source_says_how_one_is_configured_and_another_name_is_no_page()
    {
        await using var open = await OpenAsync("/sources/grafana");
        await Assertions.Expect(open.Page.Locator("main")).ToContainTextAsync("\"Sources\": { \"grafana\": { \"Kind\": \"Grafana\", \"Token\": \"…\" } }");

        await GoAsync(open.Page, "/sources/nobody");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("There is no such source");
    }

    private async Task<HttpStatusCode> SendAsync(string kind, string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"webhooks/{kind}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await Bot.Client.SendAsync(request)).Status;
    }
}
