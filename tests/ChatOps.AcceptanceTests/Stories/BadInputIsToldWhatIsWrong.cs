using System.Net;
using System.Text;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>Whatever a caller sends, it gets a status below 500 and, when it is refused, a sentence; the next good alert is served.</summary>
internal sealed class BadInputIsToldWhatIsWrong
{
    private const string Prometheus = "api/v2/alerts";
    private const string Alertmanager = "webhooks/alertmanager";
    private const string Plain = "webhooks/alert";
    private const string Commands = "api/commands";

    private static readonly string[] Doors = [Prometheus, Alertmanager, Plain, Commands];

    private BotProcess bot = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => bot = await BotProcess.StartAsync(new BotSettings());

    [OneTimeTearDown]
    public async Task StopAsync() => await bot.DisposeAsync();

    [TearDown]
    public async Task The_next_good_alert_is_served()
    {
        var answer = await bot.Client.PostAsync(Prometheus, """[{"labels":{"alertname":"Good","service":"good"}}]""");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body);
    }

    [Test]
    public async Task Unreadable_bodies_are_refused_with_the_place([ValueSource(nameof(Doors))] string door, [ValueSource(nameof(Unreadable))] BadBody body)
    {
        var answer = await bot.Client.PostAsync(door, body.Text);

        // Alertmanager calls a missing body a matter of validation.
        var expected = door == Prometheus && body.Text.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.BadRequest;
        Assert.That(answer.Status, Is.EqualTo(expected), answer.Body);
        AssertSentence(door, answer);
    }

    [Test]
    public async Task A_body_of_20_MB_is_too_large([ValueSource(nameof(Doors))] string door)
    {
        var answer = await bot.Client.PostAsync(door, "[{\"labels\":{\"alertname\":\"" + new string('x', 20_000_000) + "\"}}]");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge), answer.Body);
    }

    [TestCase("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("application/json; charset=utf-8", HttpStatusCode.OK)]
    public async Task Prometheus_content_type_is_held(string type, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Prometheus) { Content = new StringContent("[]", Encoding.UTF8) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.That((await bot.Client.SendAsync(request)).Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Wrong_alerts_are_refused_with_a_sentence([ValueSource(nameof(WrongAlerts))] BadBody body)
    {
        var answer = await bot.Client.PostAsync(Prometheus, body.Text);

        Assert.That((int)answer.Status, Is.EqualTo(400).Or.EqualTo(422), answer.Body);
        AssertSentence(Prometheus, answer);
    }

    [Test]
    public async Task Strange_alerts_are_served_or_refused_with_a_sentence([ValueSource(nameof(StrangeLabels))] BadBody labels, [Values(Prometheus, Alertmanager, Plain)] string door)
    {
        var answer = await bot.Client.PostAsync(door, Wrap(door, labels.Text));

        Assert.That((int)answer.Status, Is.LessThan(500), answer.Body);
        if ((int)answer.Status >= 400)
        {
            AssertSentence(door, answer);
        }
    }

    [TestCase("0001-01-01T00:00:01Z", "9999-12-31T23:59:59Z")]
    [TestCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")]
    [TestCase("1969-12-31T23:59:59Z", "2500-01-01T00:00:00Z")]
    public async Task Times_at_the_ends_of_the_calendar_do_no_harm(string startsAt, string endsAt)
    {
        foreach (var door in (string[])[Prometheus, Alertmanager, Plain])
        {
            var answer = await bot.Client.PostAsync(door, Wrap(door, """{"alertname":"OldOrNew","service":"calendar"}""", startsAt, endsAt));

            Assert.That((int)answer.Status, Is.LessThan(500), $"{door}: {answer.Body}");
        }
    }

    [Test]
    public async Task Of_a_mixed_batch_the_good_ones_are_stored()
    {
        var answer = await bot.Client.PostAsync(Prometheus, """[{"labels":{"alertname":"Mixed","service":"mixed"}},{"labels":{}}]""");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await bot.Client.GetAsync("api/v2/alerts?filter=alertname%3DMixed")).Body, Does.Contain("mixed"));
    }

    private static IEnumerable<BadBody> Unreadable()
    {
        yield return new("empty", "");
        yield return new("not JSON", "hello");
        yield return new("cut off", """[{"labels":{"alertname":"x" """);
        yield return new("bare surrogate bytes", "\"\\ud800");
        yield return new("depth 10,000", new string('[', 10_000) + new string(']', 10_000));
        yield return new("wrong kind", "17");
    }

    private static IEnumerable<BadBody> WrongAlerts()
    {
        yield return new("an object instead of an array", """{"labels":{"alertname":"x"}}""");
        yield return new("a number as a label", """[{"labels":{"alertname":7}}]""");
        yield return new("labels as a list", """[{"labels":["alertname"]}]""");
        yield return new("null alert", "[null]");
        yield return new("no labels", """[{"annotations":{}}]""");
        yield return new("empty labels", """[{"labels":{}}]""");
        yield return new("only empty values", """[{"labels":{"alertname":""}}]""");
        yield return new("no time", """[{"labels":{"alertname":"x"},"startsAt":"yesterday"}]""");
        yield return new("end before start", """[{"labels":{"alertname":"x"},"startsAt":"2026-01-02T00:00:00Z","endsAt":"2026-01-01T00:00:00Z"}]""");
    }

    private static IEnumerable<BadBody> StrangeLabels()
    {
        yield return new("NUL", """{"alertname":"a\u0000b","service":"nul"}""");
        yield return new("lone surrogate in a value", """{"alertname":"a\ud800b","service":"surrogate"}""");
        yield return new("lone surrogate in a name", """{"alertname":"x","a\udc00":"b","service":"surrogate"}""");
        yield return new("10,000 labels", "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"l{index}\":\"v\"")) + "}");
        yield return new("a value of 1 MB", $$"""{"alertname":"long","service":"long","text":"{{new string('x', 1_000_000)}}"}""");
        yield return new("mentions", """{"alertname":"<!channel> @here @everyone <@U123>","service":"<at>all</at>"}""");
        yield return new("HTML", """{"alertname":"<img src=x onerror=alert(1)>","service":"</script><script>alert(1)</script>"}""");
        yield return new("template braces", """{"alertname":"{{incident.id}} ${PATH} {0} %s","service":"{{7*7}}"}""");
        yield return new("terminal escapes", """{"alertname":"\u001b[2J\u001b]0;owned\u0007","service":"\u009b31m"}""");
        yield return new("right to left", """{"alertname":"\u202egnp.exe","service":"\u2066x"}""");
        yield return new("SQL", """{"alertname":"'; DROP TABLE incidents; --","service":"\" OR 1=1"}""");
        yield return new("names that are none", """{"alertname":"x","service":"names","<b>":"1","a b":"2","__proto__":"3"}""");
    }

    private static string Wrap(string door, string labels, string startsAt = "2026-01-01T00:00:00Z", string endsAt = "2999-01-01T00:00:00Z") => door switch
    {
        Prometheus => $$"""[{"labels":{{labels}},"startsAt":"{{startsAt}}","endsAt":"{{endsAt}}"}]""",
        Alertmanager => $$"""{"version":"4","status":"firing","alerts":[{"status":"firing","labels":{{labels}},"startsAt":"{{startsAt}}","endsAt":"{{endsAt}}"}]}""",
        _ => $$"""{"name":"Strange","status":"firing","service":"strange","labels":{{labels}},"startsAt":"{{startsAt}}","endsAt":"{{endsAt}}"}""",
    };

    // Under /api/v2/ an error is a JSON string or, for 415 and 422, {code,message}; elsewhere it is a problem of RFC 9457.
    private static void AssertSentence(string door, Answer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        var root = document.RootElement;
        string? sentence;
        if (door != Prometheus)
        {
            Assert.That(answer.ContentType, Is.EqualTo("application/problem+json"));
            sentence = root.GetProperty("detail").GetString();
        }
        else
        {
            Assert.That(answer.ContentType, Is.EqualTo("application/json"));
            sentence = root.ValueKind == JsonValueKind.String ? root.GetString() : root.GetProperty("message").GetString();
        }

        Assert.That(sentence, Has.Length.GreaterThan(15), "a sentence");
        Assert.That(sentence, Does.Not.Contain("Exception").And.Not.Contain("   at "), "for people");
    }

    /// <param name="Name">Shown as the test's name.</param>
    /// <param name="Text">What is sent.</param>
    public sealed record BadBody(string Name, string Text)
    {
        public override string ToString() => Name;
    }
}
