using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using ChatOps.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Slack;

/// <summary>A Slack that answers as a test says, without a network; it keeps what it was asked.</summary>
internal sealed class SlackStub : HttpMessageHandler, IHttpClientFactory
{
    private readonly Queue<Func<StubCall, HttpResponseMessage>> _next = [];

    public List<StubCall> Calls { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 3, 12, 0, TimeSpan.Zero));

    public SlackClient Client => field ??= new SlackClient(this, new SlackOptions { BaseUrl = new Uri("https://slack.example/api/"), BotToken = "xoxb-1" }, Time);

    public SlackAdapter Adapter => field ??= new SlackAdapter(
        Client, new SlackFinder(Client, NullLogger<SlackFinder>.Instance), SlackSample.Drawing, Messages.Sample.Context, Time, NullLogger<SlackAdapter>.Instance);

    /// <summary>The next answers, in order; afterwards everything is taken.</summary>
    public SlackStub Then(params IEnumerable<Func<StubCall, HttpResponseMessage>> answers)
    {
        foreach (var answer in answers) _next.Enqueue(answer);
        return this;
    }

    public static Func<StubCall, HttpResponseMessage> Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        _ => new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static Func<StubCall, HttpResponseMessage> Error(string error) => Json($$"""{"ok":false,"error":"{{error}}"}""");

    public static Func<StubCall, HttpResponseMessage> Slower(int seconds) => _ =>
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return response;
    };

    public static Func<StubCall, HttpResponseMessage> Fails(HttpRequestError error) => _ => throw new HttpRequestException(error, "it broke");

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new StubCall(request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.MediaType, body);
        Calls.Add(call);
        return _next.TryDequeue(out var answer) ? answer(call) : Json("""{"ok":true,"channel":"C0OPS","ts":"1772334720.000100"}""")(call);
    }
}

/// <summary>What was asked.</summary>
internal sealed record StubCall(Uri Address, string? Authorization, string? MediaType, string Body)
{
    public string Method => Address.Segments[^1];

    public JsonObject Json(string argument) => JsonNode.Parse(this[argument]!)!.AsObject();

    public string? this[string argument] => HttpUtility.ParseQueryString(Body)[argument];
}
