using System.Globalization;
using System.Net;
using System.Text;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Http;

/// <summary>Asks an address, and holds status, text and time of the answer against what is expected. Each request is a connection of its own.</summary>
internal sealed class HttpAction(TimeProvider time) : IAction, IDisposable
{
    private const int MostBody = 64 * 1024;
    private const int MostEvidence = 2000;

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

    // A probe tells of the other side alone: no proxy, no redirect that hides what answered, no connection that is still good while new ones are not.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string Name => "http";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("url", ArgumentKind.Text, "The address, http or https.", Required: true),
        new("method", ArgumentKind.Choice, "GET unless it says otherwise.", Choices: Methods, Fixed: true),
        new("status", ArgumentKind.List, "The status codes that are expected: 200, 200-299 (the default)."),
        new("contains", ArgumentKind.Text, "A text that the answer must hold."),
        new("within", ArgumentKind.Duration, "How long the answer may take."),
        new("headers", ArgumentKind.Map, "Further request headers."),
        new("body", ArgumentKind.Text, "What is sent."),
        new("contentType", ArgumentKind.Text, "What kind of text the body is; application/json unless it says otherwise."),
    ];

    public IReadOnlyList<string> Values { get; } = ["status", "ms"];

    public Risk? RiskOf(ActionArguments arguments) => arguments.Text("method") switch
    {
        null or "GET" or "HEAD" or "OPTIONS" => Risk.Observe,
        "DELETE" => Risk.Destructive,
        _ => Risk.Reversible,
    };

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (arguments.Text("url") is { } url && Address(url) is null) mistakes.Add(new("url", $"url holds \"{OutsideText.Line(url, 80)}\"; allowed: an http or https address"));
        foreach (var status in arguments.List("status").Where(status => StatusRange.Parse(status) is null))
        {
            mistakes.Add(new("status", $"status holds \"{OutsideText.Line(status, 20)}\"; allowed: codes from 100 to 599 and ranges of them, such as 200-299"));
        }

        foreach (var (name, value) in arguments.Map("headers").Where(header => !IsHeader(header.Key, header.Value)))
        {
            mistakes.Add(new("headers", $"headers holds \"{OutsideText.Line(name, 40)}\"; allowed: names of headers with a value on one line"));
        }

        return mistakes;
    }

    public string Insert(string argument, string before, string value, bool fromCatalog) =>
        argument == "url" ? UrlPart.Insert(before, value, fromCatalog) : value;

    public string Preview(ActionArguments arguments) => $"{arguments.Text("method") ?? "GET"} {arguments.Text("url")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var address = Address(arguments.Text("url")!) ?? throw new ArgumentException("url is no address", nameof(arguments));
        using var request = Request(address, arguments);
        var start = time.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = await ReadAsync(response, cancellationToken);
            return Judge(address, arguments, (int)response.StatusCode, body, time.GetElapsedTime(start));
        }
        catch (HttpRequestException e)
        {
            return new(false, Failure(address, e, DurationText.Of(time.GetElapsedTime(start))));
        }
        catch (IOException e)
        {
            return new(false, $"{Shown(address)} broke off its answer after {DurationText.Of(time.GetElapsedTime(start))}: {e.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(Uri address, ActionArguments arguments)
    {
        var request = new HttpRequestMessage(new HttpMethod(arguments.Text("method") ?? "GET"), address);
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("User-Agent", "ChatOps");
        foreach (var (name, value) in arguments.Map("headers")) request.Headers.TryAddWithoutValidation(name, value);
        if (arguments.Text("body") is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", arguments.Text("contentType") ?? "application/json");
        }

        return request;
    }

    private static ActionResult Judge(Uri address, ActionArguments arguments, int status, string body, TimeSpan took)
    {
        var ranges = arguments.List("status").Select(StatusRange.Parse).OfType<StatusRange>().ToArray() is { Length: > 0 } own ? own : StatusRange.Success;
        var values = new Dictionary<string, string>
        {
            ["status"] = status.ToString(CultureInfo.InvariantCulture),
            ["ms"] = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        };
        var answered = string.Create(CultureInfo.InvariantCulture, $"{Shown(address)} answered {status} in {DurationText.Of(took)}");
        var wanted = arguments.Text("contains");
        var missing = !ranges.Any(range => range.Has(status)) ? $"{string.Join(" or ", ranges.AsEnumerable())} is expected"
            : wanted is not null && !body.Contains(wanted, StringComparison.Ordinal) ? $"its text does not hold \"{OutsideText.Line(wanted, 80)}\""
            : took > arguments.Duration("within") ? $"{DurationText.Of(arguments.Duration("within")!.Value)} is expected"
            : null;
        return new(missing is null, missing is null ? answered : $"{answered}; {missing}", missing is null ? null : OutsideText.Lines(body, MostEvidence), values);
    }

    private static string Failure(Uri address, HttpRequestException e, string after) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"the name {address.Host} does not resolve ({after})",
        HttpRequestError.ConnectionError when e.InnerException is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused } =>
            $"{Shown(address)} refused the connection after {after}",
        HttpRequestError.SecureConnectionError => $"{Shown(address)} offers no connection that can be trusted: {(e.InnerException ?? e).Message} ({after})",
        HttpRequestError.ResponseEnded => $"{Shown(address)} closed the connection without an answer after {after}",
        HttpRequestError.InvalidResponse => $"{Shown(address)} answered something that is no HTTP after {after}",
        _ => $"{Shown(address)}: {(e.InnerException ?? e).Message} ({after})",
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBody];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static Uri? Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;

    /// <summary>The address without what may hold a secret.</summary>
    private static string Shown(Uri address) => OutsideText.Line(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), 200);

    private static bool IsHeader(string name, string value)
    {
        using var probe = new HttpRequestMessage();
        return !value.Contains('\r', StringComparison.Ordinal) && !value.Contains('\n', StringComparison.Ordinal) && probe.Headers.TryAddWithoutValidation(name, value);
    }
}
