using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatOps.Core.Recovery;
using ChatOps.Http;

namespace ChatOps.Operations.Webhook;

/// <summary>
/// Posts a signed request to an address of the configuration. The body is JSON; <c>X-ChatOps-Timestamp</c> holds Unix seconds, and
/// <c>X-ChatOps-Signature</c> the <c>sha256=</c> HMAC of <c>{timestamp}:{body}</c>, which is what a source of ours with <c>TimestampHeader</c> checks.
/// </summary>
internal sealed class WebhookAction(IReadOnlyDictionary<string, WebhookTarget> hooks, TimeProvider time) : IAction, IDisposable
{
    public const string SignatureHeader = "X-ChatOps-Signature";
    public const string TimestampHeader = "X-ChatOps-Timestamp";
    private const int MostEvidence = 2000;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public string Name => "webhook";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("hook", ArgumentKind.Text, "A name of Operations:Webhooks.", Required: true),
        new("body", ArgumentKind.Map, "What is said: names with texts, sent as a JSON object."),
    ];

    public IReadOnlyList<string> Values { get; } = ["status", "ms"];

    public Risk? RiskOf(ActionArguments arguments) => arguments.Text("hook") is { } name ? hooks.GetValueOrDefault(name)?.Risk ?? Risk.Destructive : null;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        arguments.Text("hook") is { } name && !hooks.ContainsKey(name)
            ? [new("hook", $"hook holds \"{OutsideText.Line(name, 80)}\"; allowed: {(hooks.Count == 0 ? "none (Operations:Webhooks is empty)" : string.Join(", ", hooks.Keys.Order(StringComparer.Ordinal)))}")]
            : [];

    public string Preview(ActionArguments arguments) => $"post a signed request to {arguments.Text("hook")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.Text("hook")!;
        var hook = hooks[name];
        var body = JsonSerializer.SerializeToUtf8Bytes(arguments.Map("body").GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value));
        var start = time.GetTimestamp();
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(TimestampHeader, seconds);
        request.Headers.Add(SignatureHeader, new Signature(hook.Secret).Of(body, seconds));
        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            var (status, took) = ((int)answer.StatusCode, time.GetElapsedTime(start));
            var text = OutsideText.Lines(await answer.Content.ReadAsStringAsync(cancellationToken), MostEvidence);
            var values = new Dictionary<string, string> { ["status"] = status.ToString(CultureInfo.InvariantCulture), ["ms"] = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) };
            var sentence = string.Create(CultureInfo.InvariantCulture, $"{name} answered {status} to the signed request in {DurationText.Of(took)}");
            return answer.IsSuccessStatusCode ? new(true, sentence, text, values) : new(false, sentence + "; 200 to 299 is expected", text, values);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, $"{name} did not take the signed request after {DurationText.Of(time.GetElapsedTime(start))}: {e.GetBaseException().Message}");
        }
    }

    public void Dispose() => _client.Dispose();
}
