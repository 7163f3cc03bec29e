using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>http</c> against real servers on loopback.</summary>
internal sealed class HttpProbes
{
    private HttpAction _http = null!;

    [SetUp]
    public void SetUp() => _http = new HttpAction(TimeProvider.System);

    [TearDown]
    public void TearDown() => _http.Dispose();

    [TestCase(200, null, true, "answered 200 in # ms")]
    [TestCase(204, null, true, "answered 204 in # ms")]
    [TestCase(503, null, false, "answered 503 in # ms; 200 to 299 is expected")]
    [TestCase(302, null, false, "answered 302 in # ms; 200 to 299 is expected")]
    [TestCase(404, "404", true, "answered 404 in # ms")]
    [TestCase(200, "401", false, "answered 200 in # ms; 401 is expected")]
    public async Task The_status_is_held_against_what_is_expected(int status, string? expected, bool passed, string sentence)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return Task.CompletedTask;
        });
        var arguments = ActionArguments.Of(("url", $"{server.Address}health?token=abc"));
        if (expected is not null) arguments = arguments.With("status", new ArgumentValue.List([expected]));

        var result = await _http.RunAsync(arguments, default);

        Assert.That(result.Passed, Is.EqualTo(passed));
        Assert.That(Text.Figures(result.Sentence.Replace(server.Address.ToString(), "", StringComparison.Ordinal), "ms|s"), Is.EqualTo("health " + sentence), "the query, which may hold a secret, is left out");
        Assert.That(result.Values!["status"], Is.EqualTo($"{status}"));
    }

    [Test]
    public async Task Text_headers_method_and_body_go_out_and_the_answers_text_is_held_against_what_is_expected()
    {
        var seen = "";
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen = $"{context.Request.Method} {context.Request.Headers["X-A"]} {context.Request.ContentType} {await reader.ReadToEndAsync()}";
            await context.Response.WriteAsync("{\"state\":\"degraded\"}");
        });
        var arguments = ActionArguments.Of(("url", server.Address.ToString()), ("method", "POST"), ("body", "{\"a\":1}"), ("contains", "\"state\":\"ok\""))
            .With("headers", new ArgumentValue.Map([new("X-A", "b c")]));

        var result = await _http.RunAsync(arguments, default);

        Assert.That(seen, Is.EqualTo("POST b c application/json {\"a\":1}"));
        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.EndWith("; its text does not hold \"\"state\":\"ok\"\""));
        Assert.That(result.Output, Is.EqualTo("{\"state\":\"degraded\"}"), "what it said instead is evidence");
    }

    [Test]
    public async Task A_slow_answer_fails_where_a_time_is_expected()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(TimeSpan.FromMilliseconds(60), TimeProvider.System, context.RequestAborted));

        var result = await _http.RunAsync(ActionArguments.Of(("url", server.Address.ToString()), ("within", "20ms")), default);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.EndWith("; 20 ms is expected"));
    }

    [Test]
    public async Task An_endless_answer_is_read_in_part()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var piece = Encoding.ASCII.GetBytes(new string('x', 8192));
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        });

        var result = await _http.RunAsync(ActionArguments.Of(("url", server.Address.ToString()), ("contains", "y")), default);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Output, Has.Length.LessThanOrEqualTo(2000));
    }

    [Test]
    public async Task Whoever_does_not_listen_does_not_resolve_or_speaks_no_HTTP_is_told_apart()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var odd = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("SSH-2.0-x\r\n\r\n"u8.ToArray());
        });
        var speaks = await _http.RunAsync(ActionArguments.Of(("url", $"http://127.0.0.1:{port}/")), default);
        await odd;

        // A port that was given up may be another test's by now; on this one nobody listens.
        var refused = await _http.RunAsync(ActionArguments.Of(("url", "http://127.0.0.1:1/health")), default);
        var unknown = await _http.RunAsync(ActionArguments.Of(("url", "http://nobody.invalid/")), default);

        Assert.That(speaks.Sentence, Does.Contain("answered something that is no HTTP"));
        Assert.That(refused.Sentence, Does.Contain("http://127.0.0.1:1/health refused the connection after "));
        Assert.That(unknown.Sentence, Does.StartWith("the name nobody.invalid does not resolve"));
        Assert.That((bool[])[speaks.Passed, refused.Passed, unknown.Passed], Is.All.False);
    }

    [Test]
    public async Task It_ends_when_it_is_cancelled()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        using var cancellation = new CancellationTokenSource();

        var asking = _http.RunAsync(ActionArguments.Of(("url", server.Address.ToString())), cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(async () => await asking.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(null, Risk.Observe)]
    [TestCase("HEAD", Risk.Observe)]
    [TestCase("POST", Risk.Reversible)]
    [TestCase("PUT", Risk.Reversible)]
    [TestCase("DELETE", Risk.Destructive)]
    [Property("Rule", "6.1")]
    public void What_changes_something_is_no_look(string? method, Risk risk) =>
        Assert.That(_http.RiskOf(method is null ? ActionArguments.Of() : ActionArguments.Of(("method", method))), Is.EqualTo(risk));

    [TestCase("http://", "db-1:9100", false, "http://db-1:9100/x")]
    [TestCase("http://", "[::1]:9100", false, "http://[::1]:9100/x")]
    [TestCase("http://", "a@evil.example", false, null, TestName = "{m}(credentials)")]
    [TestCase("http://", "evil.example/?", false, null, TestName = "{m}(a path in the host)")]
    [TestCase("", "http://evil.example", false, null, TestName = "{m}(a whole address)")]
    [TestCase("", "http://127.0.0.1:1", true, "http://127.0.0.1:1/x")]
    [TestCase("http://a/", "../b?c=d&e#f", false, "http://a/..%2Fb%3Fc%3Dd%26e%23f/x")]
    [TestCase("http://a/?q=", "1&admin=true", false, "http://a/?q=1%26admin%3Dtrue/x")]
    public void A_fact_stays_one_part_of_the_address(string before, string value, bool fromCatalog, string? address)
    {
        var url = before + _http.Insert("url", before, value, fromCatalog) + "/x";

        Assert.That(_http.Validate(ActionArguments.Of(("url", url))), address is null ? Has.Count.EqualTo(1) : Is.Empty);
        if (address is not null) Assert.That(new Uri(url).AbsoluteUri, Is.EqualTo(address));
    }

    [TestCase("url", "ftp://a/", "url holds \"ftp://a/\"; allowed: an http or https address")]
    [TestCase("url", "/health", "url holds \"/health\"; allowed: an http or https address")]
    [TestCase("status", "2xx", "status holds \"2xx\"; allowed: codes from 100 to 599 and ranges of them, such as 200-299")]
    [TestCase("status", "299-200", "status holds \"299-200\"")]
    [TestCase("method", "TRACE", "method holds \"TRACE\"; allowed: GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE")]
    public void Wrong_arguments_are_named(string name, string value, string mistake) =>
        Assert.That(ArgumentCheck.Mistakes(_http, ActionArguments.Of(("url", "http://a/"), (name, value))).Select(found => found.Sentence), Has.One.StartsWith(mistake));

    [TestCase("X-A", "b\r\nX-Evil: 1")]
    [TestCase("X A", "b")]
    public void A_header_cannot_smuggle_another(string name, string value) =>
        Assert.That(_http.Validate(ActionArguments.Of().With("headers", new ArgumentValue.Map([new(name, value)]))), Has.Count.EqualTo(1));
}
