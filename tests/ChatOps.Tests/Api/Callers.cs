using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace ChatOps.Tests.Api;

/// <summary>Who may call, from where, and as whom.</summary>
internal sealed class Callers
{
    private const string WithTokens = """
        { "People": { "ana": { "Roles": [ "devops-coordinator" ] }, "kim": { "Roles": [ "user" ] } },
          "Api": { "RequestsPerMinute": 8 },
          "Auth": { "Tokens": { "ana": { "Secret": "s-ana", "Person": "ana" }, "agent": { "Secret": "s-agent", "Scopes": [ "commands", "as" ] }, "busy": { "Secret": "s-busy", "Scopes": [ "commands" ] }, "reader": { "Secret": "s-reader", "Person": "kim", "Scopes": [ "read" ] } } } }
        """;

    private IIntake _intake = null!;
    private RunningBot _open = null!;
    private RunningBot _closed = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _intake = Substitute.For<IIntake>();
        _intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(call => new Answer(AnswerOutcome.Done, $"heard {call.Arg<CommandRequest>().By.Name}"));
        _open = await RunningBot.StartAsync("""{ "PublicUrl": "https://chat.example/", "People": { "ana": { "Roles": [ "user" ] } } }""", services => services.AddSingleton(_intake));
        _closed = await RunningBot.StartAsync(WithTokens, services => services.AddSingleton(_intake), new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero)));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _open.DisposeAsync();
        await _closed.DisposeAsync();
    }

    [TestCase(null, null, HttpStatusCode.Unauthorized, "A bearer token is needed")]
    [TestCase("wrong", null, HttpStatusCode.Unauthorized, "none that Auth:Tokens holds")]
    [TestCase("s-ana", null, HttpStatusCode.OK, "heard ana")]
    [TestCase("s-ana", "kim", HttpStatusCode.Forbidden, "The token ana may not speak as others")]
    [TestCase("s-agent", "kim", HttpStatusCode.OK, "heard kim")]
    [TestCase("s-agent", "kin", HttpStatusCode.BadRequest, "did you mean kim?")]
    [TestCase("s-reader", null, HttpStatusCode.Forbidden, "has not the scope commands")]
    public async Task A_token_gives_its_scopes_and_its_person_and_no_more(string? token, string? speaker, HttpStatusCode status, string said)
    {
        using var request = Command(new { text = "list", @as = speaker });
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var response = await _closed.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(said));
        if (status == HttpStatusCode.Unauthorized) Assert.That(response.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        if (status != HttpStatusCode.OK) Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task A_caller_that_comes_too_often_is_told_when_to_come_again()
    {
        var statuses = new List<HttpStatusCode>();
        TimeSpan? after = null;
        for (var i = 0; i < 9; i++)
        {
            using var request = Command(new { text = "list" });
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "s-busy");
            using var response = await _closed.Http.SendAsync(request);
            statuses.Add(response.StatusCode);
            after = response.Headers.RetryAfter?.Delta;
        }

        Assert.That(statuses[..8], Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(statuses[8], Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(after, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task On_an_open_loopback_anybody_speaks_as_anybody_and_is_not_limited()
    {
        for (var i = 0; i < 50; i++)
        {
            using var response = await _open.Http.PostAsJsonAsync("/api/commands", new { text = "list", @as = "ana" });
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase("127.0.0.1", null, HttpStatusCode.OK)]
    [TestCase("localhost:1234", null, HttpStatusCode.OK)]
    [TestCase("[::1]:8080", null, HttpStatusCode.OK)]
    [TestCase("chat.example", "https://chat.example", HttpStatusCode.OK)]
    [TestCase("evil.example", null, HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1.evil.example", null, HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:8080", "http://127.0.0.1:8080", HttpStatusCode.OK)]
    [TestCase("127.0.0.1:8080", "http://127.0.0.1:9090", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:8080", "https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:8080", "null", HttpStatusCode.Forbidden)]
    public async Task A_strange_page_in_a_browser_cannot_give_commands(string host, string? origin, HttpStatusCode status)
    {
        using var request = Command(new { text = "list", @as = "ana" });
        request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var response = await _open.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task An_idempotency_key_is_the_callers_own()
    {
        _intake.ClearReceivedCalls();
        using var request = Command(new { text = "ack", incident = "inc-7", @as = "ana", more = new[] { 1 } });
        request.Headers.Add("Idempotency-Key", "k1");

        using var response = await _open.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await _intake.Received(1).AcceptAsync(Arg.Is<CommandRequest>(command => command.DeliveryId == "api:loopback:k1" && command.Thread == new IncidentId(7) && command.Text == "ack"), Arg.Any<CancellationToken>());
    }

    [TestCase(AnswerOutcome.Done, HttpStatusCode.OK)]
    [TestCase(AnswerOutcome.Nothing, HttpStatusCode.OK)]
    [TestCase(AnswerOutcome.Confirm, HttpStatusCode.Conflict)]
    [TestCase(AnswerOutcome.NotAllowed, HttpStatusCode.Forbidden)]
    [TestCase(AnswerOutcome.Invalid, HttpStatusCode.BadRequest)]
    [TestCase(AnswerOutcome.NotFound, HttpStatusCode.NotFound)]
    public async Task Whatever_the_outcome_the_answer_has_what_chat_would_show(AnswerOutcome outcome, HttpStatusCode status)
    {
        var intake = Substitute.For<IIntake>();
        intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(new Answer(outcome, "so it is", new IncidentId(3)));
        await using var bot = await RunningBot.StartAsync(services: services => services.AddSingleton(intake));

        using var response = await bot.Http.PostAsJsonAsync("/api/commands", new { text = "ack INC-3" });
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(json.RootElement.GetProperty("text").GetString(), Is.EqualTo("so it is"));
        Assert.That(json.RootElement.GetProperty("outcome").GetString(), Is.EqualTo(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())));
        Assert.That(json.RootElement.GetProperty("incident").GetString(), Is.EqualTo("INC-3"));
    }

    [TestCase("", 400, "empty")]
    [TestCase("nonsense", 400, "not JSON")]
    [TestCase("[]", 400, "An object is expected")]
    [TestCase("{}", 400, "\\\"text\\\" is missing")]
    [TestCase("""{"text":7}""", 400, "a text is expected")]
    [TestCase("""{"text":"a\u0000b"}""", 400, "NUL")]
    [TestCase("""{"text":"\ud800"}""", 400, "Unicode")]
    [TestCase("""{"text":"list","incident":"x"}""", 400, "INC-42")]
    public async Task A_body_that_cannot_be_read_is_a_problem_that_says_why(string body, int status, string said)
    {
        using var response = await _open.Http.PostAsync("/api/commands", new StringContent(body));

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()), Does.Contain(said.Replace("\\\"", "\"", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_body_that_is_too_long_is_refused()
    {
        using var response = await _open.Http.PostAsync("/api/commands", new StringContent("{\"text\":\"" + new string('x', 70_000) + "\"}"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Storage_that_is_away_is_503_and_says_when_to_come_again()
    {
        var intake = Substitute.For<IIntake>();
        intake.AcceptAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns<Answer>(_ => throw new StorageUnavailableException("The disk is full; free some space."));
        await using var bot = await RunningBot.StartAsync(services: services => services.AddSingleton(intake));

        using var response = await bot.Http.PostAsJsonAsync("/api/commands", new { text = "ack INC-3" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("free some space"));
    }

    [Test]
    public async Task Signing_in_with_a_token_opens_what_it_may_read_until_signing_out()
    {
        using var wrong = await _closed.Http.PostAsync("/signin", new FormUrlEncodedContent([new("token", "guess"), new("then", "/x")]));
        using var right = await _closed.Http.PostAsync("/signin", new FormUrlEncodedContent([new("token", "s-reader"), new("then", "/openapi/v1.json")]));
        using var away = await _closed.Http.PostAsync("/signin", new FormUrlEncodedContent([new("token", "s-reader"), new("then", "//evil.example")]));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Add("Cookie", right.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var described = await _closed.Http.SendAsync(request);
        using var stranger = await _closed.Http.GetAsync("/openapi/v1.json");

        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(right.Headers.Location?.ToString(), Is.EqualTo("/openapi/v1.json"));
        Assert.That(away.Headers.Location?.ToString(), Is.EqualTo("/"));
        Assert.That(right.Headers.GetValues("Set-Cookie").Single(), Does.Contain("httponly").IgnoreCase.And.Contain("samesite=strict").IgnoreCase);
        Assert.That(described.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await described.Content.ReadAsStringAsync(), Does.Contain("\"securitySchemes\"").And.Contain("\"bearer\": [ ]"));
        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Three_bots_run_in_one_process()
    {
        await using var third = await RunningBot.StartAsync();

        Assert.That(new[] { _open, _closed, third }.Select(bot => bot.Http.BaseAddress!.Port).Distinct().Count(), Is.EqualTo(3));
        foreach (var bot in (RunningBot[])[_open, _closed, third]) Assert.That(await bot.Http.GetStringAsync("/healthz/live"), Is.EqualTo("live\n"));
    }

    private static HttpRequestMessage Command(object body) => new(HttpMethod.Post, "/api/commands") { Content = JsonContent.Create(body) };
}
