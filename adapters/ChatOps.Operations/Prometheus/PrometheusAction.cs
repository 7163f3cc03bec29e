using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Prometheus;

/// <summary>Asks Prometheus, now or over a range, and holds the values against a threshold.</summary>
internal sealed class PrometheusAction(PrometheusOptions options, TimeProvider time) : IAction, IDisposable
{
    private const int LongestAnswer = 4 * 1024 * 1024;

    // A graph that people look at has a few hundred points; for "since when" sixty are enough.
    private const int Points = 60;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public string Name => "prometheus";

    public string? Unavailable => options.Url is null ? "Prometheus:Url is not set" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("query", ArgumentKind.Text, "The PromQL query.", Required: true),
        new("range", ArgumentKind.Duration, "How far back to look, to tell since when it is so and what was before."),
        new("what", ArgumentKind.Text, "What the number counts, for people: connections."),
        new("unit", ArgumentKind.Text, "The number's unit: %, s, MB."),
        .. Threshold.Arguments.Select(name => new ArgumentRule(name, ArgumentKind.Number, "What every series is expected to be; one of below, atMost, above, atLeast, equals.")),
        new("empty", ArgumentKind.Choice, "What an answer without any series means; fail unless it says otherwise.", Choices: ["pass", "fail"], Fixed: true),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "series", "failing"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        var given = Threshold.Arguments.Where(name => arguments.Values.ContainsKey(name)).ToArray();
        return given.Length > 1 ? [new(given[1], $"{given[1]} stands beside {given[0]}; allowed: one of {string.Join(", ", Threshold.Arguments)}")] : [];
    }

    public string Insert(string argument, string before, string value, bool fromCatalog) =>
        argument == "query" ? QueryText.Insert(before, value, fromCatalog) : value;

    public string Preview(ActionArguments arguments) => $"ask Prometheus for {arguments.Text("what") ?? OutsideText.Line(arguments.Text("query"), 120)}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (now, range) = (time.GetUtcNow(), arguments.Duration("range"));
        var query = arguments.Text("query")!;
        var what = arguments.Text("what") ?? OutsideText.Line(query, 120);
        var (series, failure) = await AskAsync(query, now, range, cancellationToken);
        if (failure is not null) return new(false, failure);
        if (series.Count == 0) return new(arguments.Text("empty") == "pass", $"{what}: Prometheus has no such series now");
        var reading = new Reading(what, arguments.Text("unit"), Threshold.From(arguments), range, options.Zone);
        // What began lately is lost between two points of a wide range: it is looked at once more, closely.
        if (range is { } back && reading.Closer(series, now, back, Step(back)) is { } closer && await AskAsync(query, now, closer, cancellationToken) is { Failure: null, Series: { Count: > 0 } near })
        {
            return (reading with { Range = closer }).Of(near, now);
        }

        return reading.Of(series, now);
    }

    public void Dispose() => _client.Dispose();

    private async Task<(IReadOnlyList<Series> Series, string? Failure)> AskAsync(string query, DateTimeOffset now, TimeSpan? range, CancellationToken cancellationToken)
    {
        var (url, start) = (options.Url ?? throw new InvalidOperationException(Unavailable), time.GetTimestamp());
        try
        {
            using var request = Request(url, query, now, range);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var json = response.Content.Headers.ContentType?.MediaType == "application/json";
            if (!json) return ([], string.Create(CultureInfo.InvariantCulture, $"Prometheus answered {(int)response.StatusCode} and no JSON ({DurationText.Of(time.GetElapsedTime(start))}); is Prometheus:Url right?"));
            // A range also shows series that are gone by now.
            IReadOnlyList<Series> series = [.. Answer.Read(body, out var error).Where(one => range is null || one.Last.At >= now - (2 * Step(range.Value)))];
            return (series, error is null ? null : $"Prometheus refused the query: {OutsideText.Line(error)}");
        }
        catch (HttpRequestException e)
        {
            return ([], $"Prometheus gave no answer: {(e.InnerException ?? e).Message} ({DurationText.Of(time.GetElapsedTime(start))})");
        }
        catch (JsonException e)
        {
            return ([], $"Prometheus answered what cannot be read: {e.Message}");
        }
    }

    private static TimeSpan Step(TimeSpan range) => TimeSpan.FromSeconds(Math.Max(1, range.TotalSeconds / Points));

    private HttpRequestMessage Request(Uri url, string query, DateTimeOffset now, TimeSpan? range)
    {
        static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
        Dictionary<string, string> form = new() { ["query"] = query };
        if (range is { } back)
        {
            form["start"] = Seconds(now - back);
            form["end"] = Seconds(now);
            form["step"] = Step(back).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        }
        else
        {
            form["time"] = Seconds(now);
        }

        // By POST, as Prometheus' own clients do: a long query does not fit an address, and does not stand in a proxy's log.
        var request = new HttpRequestMessage(HttpMethod.Post, url.ToString().TrimEnd('/') + (range is null ? "/api/v1/query" : "/api/v1/query_range"))
        {
            Content = new FormUrlEncodedContent(form),
        };
        if (options.Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return request;
    }
}
