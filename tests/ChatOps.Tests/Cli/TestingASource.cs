using System.Globalization;
using ChatOps.Bot;
using ChatOps.Bot.Cli;

namespace ChatOps.Tests.Cli;

/// <summary><c>source test NAME --body FILE</c>.</summary>
internal sealed class TestingASource
{
    private const string Settings = """
        { "Services": { "db": { "Domain": "infrastructure" } },
          "Sources": { "own": { "Kind": "Mapping", "Token": "a-secret", "Map": { "Name": "title", "Status": "state", "Firing": "bad", "Resolved": "good", "Service": "host", "Fingerprint": "id" } },
                       "pager": { "Kind": "PagerDuty", "Token": "p" } } }
        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("chatops-test-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task It_shows_what_a_source_makes_of_a_message()
    {
        var (code, told) = await RunAsync("own", """{"title":"PostgresqlDown","state":"bad","host":"db","id":7}""");

        Assert.That(code, Is.Zero);
        Assert.That(told, Does.StartWith("PostgresqlDown: firing, warning; may open an incident")
            .And.Contain("service      db\n").And.Contain("challenge    ServiceDown, by built-in rule for PostgresqlDown").And.Contain("known by     its fingerprint 7"));
    }

    [TestCase("own", """{"name":"x","status":"bad","message":"secret-less"}""", "Nothing fits. The message has no status: nothing stands where Status leads.\nThe message has:\n  name")]
    [TestCase("own", "nothing", "This is not JSON")]
    [TestCase("pager", """{"routing_key":"p"}""", "Nothing fits. 'event_action' is missing or invalid")]
    [TestCase("slack", "{}", "Nothing fits. Slack's answer to this is no_text.")]
    [TestCase("gitlab", """{"object_kind":"push"}""", "Left out: the message is none that gitlab makes alerts of\nNothing fits.")]
    [TestCase("onw", "{}", "There is no source \"onw\"; did you mean own?")]
    public async Task Its_exit_code_is_1_when_nothing_fits(string source, string body, string expected)
    {
        var (code, told) = await RunAsync(source, body);

        Assert.That((code, told.Contains(expected, StringComparison.Ordinal)), Is.EqualTo((1, true)), told);
    }

    [Test]
    public async Task A_kind_stands_for_a_source_and_headers_come_with_it()
    {
        var (code, told) = await RunAsync("sentry", Alerting.ToolBodies.SentryEventAlert, "Sentry-Hook-Resource: event_alert");

        Assert.That((code, told.Contains("Very Important Alert Rule!: firing", StringComparison.Ordinal)), Is.EqualTo((0, true)), told);
    }

    [TestCase("grafana", """{"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""")]
    [TestCase("prometheus", """[{"labels":{"alertname":"A"}}]""")]
    [TestCase("alertmanager", """{"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""")]
    [TestCase("alert", """{"name":"A","status":"firing"}""")]
    [TestCase("pagerduty", """{"routing_key":"k","event_action":"trigger","payload":{"summary":"s","source":"h","severity":"critical"}}""")]
    [TestCase("cloudevents", """{"specversion":"1.0","id":"1","source":"/m","type":"a.firing"}""")]
    [TestCase("sns", """{"Type":"Notification","TopicArn":"arn:aws:sns:eu-west-1:1:x","Message":"{\"AlarmName\":\"A\",\"NewStateValue\":\"ALARM\"}"}""")]
    [TestCase("datadog", """{"monitor":"1","name":"A","transition":"Triggered"}""")]
    [TestCase("slack", """{"text":"PostgresqlDown on db"}""")]
    public async Task Every_format_can_be_tried(string kind, string body)
    {
        var (code, told) = await RunAsync(kind, body, kind == "cloudevents" ? "Content-Type: application/cloudevents+json" : "X-Nothing: x");

        Assert.That((code, told.Contains(": firing, ", StringComparison.Ordinal)), Is.EqualTo((0, true)), told);
    }

    private async Task<(int Code, string Told)> RunAsync(string source, string body, params string[] headers)
    {
        var settings = Path.Combine(_folder.FullName, "appsettings.json");
        var file = new FileInfo(Path.Combine(_folder.FullName, "body"));
        await File.WriteAllTextAsync(settings, Settings);
        await File.WriteAllTextAsync(file.FullName, body);
        await using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var code = await SourceTestCommand.RunAsync(new Launch { SettingsFile = settings, ReadEnvironment = false }, source, file, headers, output, CancellationToken.None);
        return (code, output.ToString());
    }
}
