using System.Net;
using System.Text.Json;

namespace ChatOps.Tests.Api;

/// <summary>What the API answers to those who only read.</summary>
internal sealed class Reading
{
    private RunningBot _bot = null!;

    [OneTimeSetUp]
    public async Task Start() => _bot = await RunningBot.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _bot.DisposeAsync();

    [TestCase("/api/incidents", 200, "\"items\":[]")]
    [TestCase("/api/incidents?state=open&service=db&owner=ana&limit=500&after=INC-9", 200, "\"next\":null")]
    [TestCase("/api/incidents?state=awaitingAcknowledgement", 200, "\"items\":[]")]
    [TestCase("/api/incidents?state=closed", 400, "state holds \"closed\"; allowed: open, all, recovering, awaitingAcknowledgement, acknowledged, awaitingDecision, snoozed, silenced, resolved.")]
    [TestCase("/api/incidents?limit=501", 400, "limit holds \"501\"; allowed: a whole number from 1 to 500.")]
    [TestCase("/api/incidents?limit=0", 400, "limit holds \"0\"")]
    [TestCase("/api/incidents?after=yesterday", 400, "after holds \"yesterday\"; allowed: the value of \"next\" of the page before.")]
    [TestCase("/api/incidents/INC-1", 404, "There is no incident INC-1.")]
    [TestCase("/api/incidents/seven", 400, "\"seven\" is no incident id; one looks like INC-42.")]
    [TestCase("/api/incidents/INC-1/timeline", 404, "There is no incident INC-1.")]
    [TestCase("/api/incidents/INC-1/timeline?after=x", 400, "after holds")]
    [TestCase("/api/incidents/1/postmortem", 404, "There is no incident INC-1.")]
    [TestCase("/api/stats", 200, "\"timeToResolve\":{\"count\":0,\"meanSeconds\":null}")]
    [TestCase("/api/stats?since=7d", 200, "\"ended\":0")]
    [TestCase("/api/stats?since=2026-11-01T00:00:00%2B02:00", 200, "\"since\":\"2026-10-31T00:00:00Z\"")]
    [TestCase("/api/stats?since=lately", 400, "since holds \"lately\"; allowed: a time such as")]
    [TestCase("/api/nothing", 404, "There is nothing at \"/api/nothing\"")]
    [TestCase("/healthz/live", 200, "live")]
    [TestCase("/healthz/ready", 200, "\"status\":\"ready\"")]
    public async Task Each_question_has_its_status_and_its_sentence(string path, int status, string said)
    {
        using var response = await _bot.Http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();

        Assert.That((int)response.StatusCode, Is.EqualTo(status), body);
        if (status < 400)
        {
            Assert.That(body, Does.Contain(said));
            return;
        }

        using var problem = JsonDocument.Parse(body);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem.RootElement.GetProperty("status").GetInt32(), Is.EqualTo(status));
        Assert.That(problem.RootElement.GetProperty("detail").GetString(), Does.Contain(said));
    }

    [Test]
    public async Task The_description_names_every_path_and_its_parameters()
    {
        using var openApi = JsonDocument.Parse(await _bot.Http.GetStringAsync("/openapi/v1.json"));

        var paths = openApi.RootElement.GetProperty("paths");
        Assert.That(
            paths.EnumerateObject().Select(path => path.Name),
            Is.EquivalentTo((string[])["/api/incidents", "/api/incidents/{id}", "/api/incidents/{id}/timeline", "/api/incidents/{id}/postmortem", "/api/stats", "/api/commands"]));
        Assert.That(
            paths.GetProperty("/api/incidents").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()),
            Is.EquivalentTo((string[])["state", "service", "owner", "limit", "after"]));
        var model = openApi.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("IncidentModel").GetProperty("properties");
        Assert.That(
            model.EnumerateObject().Select(property => property.Name),
            Is.SupersetOf((string[])["id", "service", "challenge", "severity", "state", "level", "highestLevel", "openedAt", "acknowledgedAt", "resolvedAt", "deadline", "deadlineReason", "responder", "owner", "recovery", "resolvedBy", "attempts", "alerts", "version"]));
    }

    [Test]
    public async Task The_description_says_what_may_be_null_and_that_numbers_are_numbers()
    {
        using var openApi = JsonDocument.Parse(await _bot.Http.GetStringAsync("/openapi/v1.json"));

        var model = openApi.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("IncidentModel").GetProperty("properties");
        foreach (var name in (string[])["acknowledgedAt", "firstAcknowledgedAt", "resolvedAt", "deadline"])
        {
            Assert.That(model.GetProperty(name).GetProperty("type").EnumerateArray().Select(type => type.GetString()), Is.EquivalentTo((string[])["string", "null"]), name);
        }

        Assert.That(model.GetProperty("openedAt").GetProperty("type").GetString(), Is.EqualTo("string"));
        Assert.That(model.GetProperty("level").GetProperty("type").GetString(), Is.EqualTo("integer"));
    }

    [Test]
    public async Task The_description_names_the_header_that_makes_a_repeat_harmless_and_every_refusal()
    {
        using var openApi = JsonDocument.Parse(await _bot.Http.GetStringAsync("/openapi/v1.json"));

        var paths = openApi.RootElement.GetProperty("paths");
        var header = paths.GetProperty("/api/commands").GetProperty("post").GetProperty("parameters").EnumerateArray().Single();
        Assert.That((header.GetProperty("name").GetString(), header.GetProperty("in").GetString()), Is.EqualTo(("Idempotency-Key", "header")));
        foreach (var path in paths.EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.That(operation.Value.GetProperty("responses").EnumerateObject().Select(answer => answer.Name), Is.SupersetOf((string[])["200", "400", "401", "403", "429", "503"]), path.Name);
            }
        }
    }

    [TestCase("/healthz/live", 200)]
    [TestCase("/healthz/ready", 200)]
    public async Task Balancers_may_ask_with_HEAD(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await _bot.Http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task A_method_that_a_path_does_not_have_is_405()
    {
        using var response = await _bot.Http.DeleteAsync("/api/incidents");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Has.Member("GET").And.No.Member("DELETE"));
    }
}
