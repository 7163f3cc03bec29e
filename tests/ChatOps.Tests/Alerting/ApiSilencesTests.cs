using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using NSubstitute;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>Silences by Alertmanager's API: statuses and codes are those that Alertmanager 0.25 gave.</summary>
internal sealed class ApiSilencesTests
{
    private const string Id = "11111111-1111-4111-8111-111111111111";
    private const string Rest = """ "startsAt":"2026-11-23T03:04:05Z","endsAt":"2026-11-23T05:04:05Z","createdBy":"ana","comment":"deploy" """;

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await AlertingHost.StartAsync();
        _host.Silences.PutAsync(Arg.Any<SilenceDraft>(), Arg.Any<Actor>(), Arg.Any<CancellationToken>()).Returns(call =>
            call.Arg<SilenceDraft>().Id is null or Id ? call.Arg<SilenceDraft>().ApplyTo(null, Id, Now).Put : null);
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_silence_is_put_on()
    {
        var reply = await _host.PostAsync("/api/v2/silences", $$"""
            {"matchers":[{"name":"job","value":"web|db","isRegex":true},{"name":"team","value":"x","isRegex":false,"isEqual":false}],{{Rest}} }
            """);

        Assert.That(reply, Is.EqualTo(new Reply(200, "application/json", $$"""{"silenceID":"{{Id}}"}""", null, "")));
        await _host.Silences.Received(1).PutAsync(
            new SilenceDraft(null, Matchers.Parse("job=~\"web|db\",team!=\"x\""), Now, Now.AddHours(2), "ana", "deploy"),
            Arg.Is<Actor>(actor => actor.Kind == ActorKind.Source && actor.Name == "prometheus"),
            Arg.Any<CancellationToken>());
    }

    [TestCase("22222222-2222-4222-8222-222222222222")]
    [TestCase("zzz")]
    public async Task An_edit_of_an_unknown_silence_gets_404_with_a_JSON_string(string id) =>
        Assert.That(
            await _host.PostAsync("/api/v2/silences", $$"""{"id":"{{id}}","matchers":[{"name":"a","value":"b","isRegex":false}],{{Rest}} }"""),
            Is.EqualTo(new Reply(404, "application/json", "\"silence not found\"", null, "")));

    [TestCase("", """{"code":602,"message":"silence in body is required"}""")]
    [TestCase("null", """{"code":602,"message":"comment in body is required"}""")]
    [TestCase("{}", """{"code":602,"message":"comment in body is required"}""")]
    [TestCase("""{"comment":"c"}""", """{"code":602,"message":"createdBy in body is required"}""")]
    [TestCase("""{"comment":"c","createdBy":"x"}""", """{"code":602,"message":"endsAt in body is required"}""")]
    [TestCase("{" + Rest + "}", """{"code":602,"message":"matchers in body is required"}""")]
    [TestCase("{\"matchers\":[]," + Rest + "}", """{"code":612,"message":"matchers in body should have at least 1 items"}""")]
    [TestCase("{\"matchers\":[{\"value\":\"b\",\"isRegex\":true}]," + Rest + "}", """{"code":602,"message":"matchers.0.name in body is required"}""")]
    [TestCase("{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}]," + Rest + "}", """{"code":602,"message":"matchers.0.isRegex in body is required"}""")]
    [TestCase("{\"matchers\":[{\"name\":\"a\",\"isRegex\":true}]," + Rest + "}", """{"code":602,"message":"matchers.0.value in body is required"}""")]
    public async Task What_is_required_and_missing_gets_422_with_its_code(string body, string answer)
    {
        var reply = await _host.PostAsync("/api/v2/silences", body);

        Assert.That((reply.Status, reply.ContentType, reply.Body), Is.EqualTo((422, "application/json", answer)));
    }

    [TestCase("[]", "An object is expected, an array stands there.")]
    [TestCase("{\"x", "This is not JSON")]
    [TestCase("""{"matchers":[{"name":1}]}""", "$.matchers[0].name (line 1, byte 22): a text is expected, a number stands there.")]
    [TestCase("""{"matchers":[{"isRegex":"no"}]}""", "$.matchers[0].isRegex (line 1, byte 25): true or false is expected, a text stands there.")]
    [TestCase("""{"startsAt":"soon"}""", "is no time")]
    public async Task Another_shape_gets_400_with_its_place(string body, string message)
    {
        var reply = await _host.PostAsync("/api/v2/silences", body);

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/json")));
        Assert.That(JsonDocument.Parse(reply.Body).RootElement.GetProperty("message").GetString(), Does.Contain(message));
    }

    [TestCase("a", "(", true, "03:04:05", "05:04:05", "silence invalid: invalid label matcher 0: The regular expression '(' cannot be used")]
    [TestCase("", "b", false, "03:04:05", "05:04:05", "silence invalid: invalid label matcher 0: A matcher needs the name of a label")]
    [TestCase("a", ".*", true, "03:04:05", "05:04:05", "At least one matcher must not match the empty value")]
    [TestCase("a", "b", false, "03:04:05", "03:04:05", "The end of a silence must lie after its start")]
    [TestCase("a", "b", false, "01:04:05", "02:04:05", "The end of a silence must lie in the future")]
    public async Task What_cannot_be_put_on_gets_400_with_a_JSON_string(string name, string value, bool regex, string startsAt, string endsAt, string problem)
    {
        var reply = await _host.PostAsync("/api/v2/silences", JsonSerializer.Serialize(new
        {
            matchers = (object[])[new { name, value, isRegex = regex }],
            startsAt = $"2026-11-23T{startsAt}Z",
            endsAt = $"2026-11-23T{endsAt}Z",
            createdBy = "ana",
            comment = "c",
        }));

        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((400, "application/json")));
        Assert.That(JsonSerializer.Deserialize<string>(reply.Body), Does.Contain(problem));
    }

    [Test]
    public async Task Another_content_type_gets_415() =>
        Assert.That((await _host.PostAsync("/api/v2/silences", "{}", "text/plain")).Status, Is.EqualTo(415));

    [Test]
    public async Task A_silence_is_shown()
    {
        _host.Silences.FindAsync(Id, Arg.Any<CancellationToken>()).Returns(Silence(Id, "job=~\"a|b\"", -1, 1));

        var reply = await _host.GetAsync($"/api/v2/silence/{Id}");

        Assert.That(reply, Is.EqualTo(new Reply(200, "application/json", """
            {"id":"11111111-1111-4111-8111-111111111111","status":{"state":"active"},"updatedAt":"2026-11-23T03:04:05.000Z","comment":"deploy","createdBy":"ana",
            "endsAt":"2026-11-23T04:04:05.000Z","matchers":[{"isEqual":true,"isRegex":true,"name":"job","value":"a|b"}],"startsAt":"2026-11-23T02:04:05.000Z"}
            """.ReplaceLineEndings(""), null, "")));
    }

    [TestCase("GET", "22222222-2222-4222-8222-222222222222", 404, null, "")]
    [TestCase("GET", "zzz", 422, "application/json", "{\"code\":601,\"message\":\"silenceID in path must be of type uuid: \\\"zzz\\\"\"}")]
    [TestCase("DELETE", "zzz", 422, "application/json", "{\"code\":601,\"message\":\"silenceID in path must be of type uuid: \\\"zzz\\\"\"}")]
    [TestCase("DELETE", "22222222-2222-4222-8222-222222222222", 404, "application/json", "\"silence not found\"")]
    public async Task A_silence_that_is_not_there(string method, string id, int status, string? type, string body) =>
        Assert.That(await _host.SendAsync(new HttpMethod(method), $"/api/v2/silence/{id}"), Is.EqualTo(new Reply(status, type, body, null, "")));

    [Test]
    public async Task A_silence_is_lifted_with_an_empty_200()
    {
        _host.Silences.ExpireAsync(Id, Arg.Any<Actor>(), Arg.Any<CancellationToken>()).Returns(Silence(Id, "a=b", -1, 0));

        Assert.That(await _host.SendAsync(HttpMethod.Delete, $"/api/v2/silence/{Id}"), Is.EqualTo(new Reply(200, null, "", null, "")));
    }

    [TestCase("", "active-soon active-late pending ended-late ended-soon")]
    [TestCase("?filter=job%3Da", "active-soon ended-late")]
    [TestCase("?filter=job!%3Dz", "pending")]
    [TestCase("?filter=job%3D~%22z%7Ca.b%22", "active-late")]
    [TestCase("?filter=team%3Da", "")]
    public async Task Silences_are_listed_in_their_order_and_filtered_by_their_matchers(string query, string names)
    {
        _host.Silences.ListAsync(Arg.Any<CancellationToken>()).Returns(
        [
            Silence("pending", "job!=\"x\"", 1, 4),
            Silence("ended-soon", "job=\"b\"", -5, -2),
            Silence("active-late", "job=~\"a.b\"", -1, 3),
            Silence("ended-late", "job=\"a\"", -5, -1),
            Silence("active-soon", "job=\"a\"", -1, 2),
        ]);

        using var list = JsonDocument.Parse((await _host.GetAsync("/api/v2/silences" + query)).Body);

        Assert.That(string.Join(' ', list.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString())), Is.EqualTo(names));
    }

    [Test]
    public async Task A_bad_filter_gets_400() => Assert.That((await _host.GetAsync("/api/v2/silences?filter=bad")).Status, Is.EqualTo(400));

    private static Silence Silence(string id, string matchers, double startHours, double endHours) =>
        new(id, Matchers.Parse(matchers), Now.AddHours(startHours), Now.AddHours(endHours), "ana", "deploy", Now);
}
