using System.Text.Json;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>Labels, annotations, links and what people write are data: drawn as they are, never run, never followed.</summary>
internal sealed class ThePageDrawsForeignTextsAsText : PageStory
{
    private const string Hostile = "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>{{7*7}} @everyone \u202Egnp.exe";

    [Test]
    public async Task Hostile_texts_are_seen_and_do_nothing()
    {
        var alert = new
        {
            name = "Hostile",
            status = "firing",
            service = "<b>shop</b>",
            summary = Hostile,
            description = Hostile,
            labels = new Dictionary<string, string> { ["instance"] = Hostile, ["pod"] = "\u001b[31mred" },
            links = new[] { new { text = "<i>good</i>", href = "https://example.org/dashboard" } },
        };
        var answer = await Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(alert));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        var id = document.RootElement.GetProperty("incidents")[0].GetString()!;
        await Bot.Client.CommandAsync($"note {id} {Hostile}", "ana");

        foreach (var path in (string[])["/", $"/incidents/{id}", $"/incidents/{id}/timeline", "/chat"])
        {
            await using var open = await OpenAsync(path, person: "ana");
            if (path != "/chat")
            {
                await Assertions.Expect(open.Page.Locator("main")).ToContainTextAsync("<img src=x");
            }

            Assert.That(await open.Page.EvaluateAsync<bool>("() => window.broken === undefined && document.querySelector('main script, main img, main b, main i') === null"), Is.True, path);
            Assert.That(open.ForeignRequests, Is.Empty, path);
            Assert.That(open.Errors, Is.Empty, path);
        }
    }

    [Test]
    public async Task A_page_may_ask_its_own_origin_alone()
    {
        var answer = await Bot.Client.GetAsync("/");

        var policy = string.Join(' ', answer.Message.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("script-src 'self';").And.Contain("style-src 'self';").And.Contain("frame-ancestors 'none'"));
        Assert.That(answer.Body, Does.Not.Match("<script(?![^>]*src=)").And.Not.Contain("<style").And.Not.Match(@"\son\w+="));
    }
}
