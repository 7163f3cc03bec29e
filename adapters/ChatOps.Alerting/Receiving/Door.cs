using System.Text;
using ChatOps.Core.Intake;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ChatOps.Alerting.Receiving;

/// <summary>Takes a request whose source and body are known; answers it.</summary>
/// <param name="context">The request.</param>
/// <param name="source">Who sent it.</param>
/// <param name="body">The body; empty for requests without one.</param>
internal delegate Task Taking(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body);

/// <summary>What all formats of alerts have in common before and after their own part: admission, size, who it is, and storage that is away.</summary>
internal sealed class Door(SourceCheck sources, SourceTraffic traffic, SourceArrivals arrivals, TimeProvider time, ILogger<Door> log)
{
    /// <summary>The most bytes of a body. Prometheus sends 256 alerts at once, which is far below.</summary>
    public const int BodyLimit = 10 * 1024 * 1024;

    // What a body of unknown length is counted as; the usual senders all say the length.
    private const int UnknownSize = 256 * 1024;

    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenStorageIsAway = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Admission _admission = new(mostRequests: 2000, mostBytes: 64 * 1024 * 1024);

    /// <summary>A handler for one path.</summary>
    /// <param name="style">How refusals are worded.</param>
    /// <param name="kind">Which kind of source it is for.</param>
    /// <param name="take">The format's own part.</param>
    /// <param name="proof">What the format carries in its body that tells who sent it.</param>
    /// <param name="waits">For tools that send nothing twice: so long what is too much at once waits instead of being sent away. Null: it does not.</param>
    /// <param name="carries">What of a request is the message.</param>
    public RequestDelegate For(AnswerStyle style, SourceKind kind, Taking take, Func<ReadOnlyMemory<byte>, BodyProof>? proof = null, TimeSpan? waits = null, Carries carries = Carries.InBody) =>
        context => ServeAsync(context, new Way(style, kind, take, proof, waits, carries));

    private async Task ServeAsync(HttpContext context, Way way)
    {
        // A page in somebody's browser can have any address asked for, and its browser says so; a tool's client does not.
        if (way.Carries == Carries.InQuery && context.Request.Headers.ContainsKey("Sec-Fetch-Site"))
        {
            await way.Style.RefuseAsync(context, StatusCodes.Status403Forbidden, "Browsers may not send alerts by GET.").ConfigureAwait(false);
            return;
        }

        if (context.Request.ContentLength > BodyLimit)
        {
            await TooLargeAsync(context, way).ConfigureAwait(false);
            return;
        }

        var size = context.Request.ContentLength ?? (HasBody(context.Request) ? UnknownSize : 0);
        if (!await TryEnterAsync(size, way.Waits, context.RequestAborted).ConfigureAwait(false))
        {
            traffic.Count(null, TrafficKind.Busy, "too much at once");
            Problem.SetRetryAfter(context.Response, WhenFull);
            await way.Style.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "More alerts are arriving than can be taken in at once; send this one again.").ConfigureAwait(false);
            return;
        }

        try
        {
            using var body = await RequestBody.ReadAsync(context.Request, BodyLimit, context.RequestAborted).ConfigureAwait(false);
            if (body is null) await TooLargeAsync(context, way).ConfigureAwait(false);
            else await ServeAsync(context, way, way.Carries == Carries.InQuery ? Encoding.UTF8.GetBytes(context.Request.QueryString.Value?.TrimStart('?') ?? "") : body.Bytes).ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(size);
        }
    }

    private async Task ServeAsync(HttpContext context, Way way, ReadOnlyMemory<byte> message)
    {
        AlertSource? source = null;
        string? trouble;
        if (!sources.TryIdentify(context, message.Span, way.Kind, way.Proof?.Invoke(message) ?? default, out var known, out var refusal)) trouble = await UnknownAsync(context, way, refusal).ConfigureAwait(false);
        else if (!SourceCheck.May((source = known).Kind, way.Kind)) trouble = await ForbiddenAsync(context, way, source).ConfigureAwait(false);
        else trouble = await TakeAsync(context, way, source, message).ConfigureAwait(false);
        if (way.Carries != Carries.Nothing) arrivals.Keep(context, source, way.Kind, PathOf(context), message, trouble);
    }

    /// <returns>Why it was not taken, for people; null when it was.</returns>
    private async Task<string?> TakeAsync(HttpContext context, Way way, AlertSource source, ReadOnlyMemory<byte> body)
    {
        string? trouble = null;
        try
        {
            await way.Take(context, source, body).ConfigureAwait(false);
            // What only reads (amtool's lists) is no traffic of alerts.
            if (way.Carries == Carries.Nothing) return null;
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest) trouble = $"{PathOf(context)} answered {context.Response.StatusCode}";
            traffic.Count(source.Name, trouble is null ? TrafficKind.Taken : TrafficKind.Malformed, trouble);
        }
        catch (BadJsonException exception)
        {
            trouble = exception.Sentence;
            traffic.Count(source.Name, TrafficKind.Malformed, trouble);
            await way.Style.RefuseAsync(context, exception).ConfigureAwait(false);
        }
        catch (StorageUnavailableException exception)
        {
            trouble = "storage is away";
            traffic.Count(source.Name, TrafficKind.Busy, trouble);
            log.LogWarning("{Method} {Path} could not be stored: {Reason}", context.Request.Method, PathOf(context), exception.Message);
            Problem.SetRetryAfter(context.Response, WhenStorageIsAway);
            await way.Style.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Storage is away, so nothing was taken in; send this again.").ConfigureAwait(false);
        }

        return trouble;
    }

    private async Task<bool> TryEnterAsync(long size, TimeSpan? waits, CancellationToken cancellationToken)
    {
        if (_admission.TryEnter(size)) return true;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < waits;)
        {
            await Task.Delay(LookAgain, time, cancellationToken).ConfigureAwait(false);
            if (_admission.TryEnter(size)) return true;
        }

        return false;
    }

    private static bool HasBody(HttpRequest request) => HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method);

    /// <summary>The path as it is mapped: what stands for a token in it is none.</summary>
    private static string PathOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path;

    private async Task<string> ForbiddenAsync(HttpContext context, Way way, AlertSource source)
    {
        var trouble = $"it may not use {PathOf(context)}";
        traffic.Count(source.Name, TrafficKind.Refused, trouble);
        await way.Style.RefuseAsync(context, StatusCodes.Status403Forbidden, $"The source {source.Name} is of kind {source.Kind} (Sources:{source.Name}:Kind) and may not use {PathOf(context)}.").ConfigureAwait(false);
        return trouble;
    }

    private Task TooLargeAsync(HttpContext context, Way way)
    {
        traffic.Count(null, TrafficKind.Malformed, $"a body at {PathOf(context)} is too large");
        return way.Style.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is too large; {BodyLimit / 1024 / 1024} MiB are allowed.");
    }

    private async Task<string> UnknownAsync(HttpContext context, Way way, string refusal)
    {
        var trouble = $"{PathOf(context)} from {context.Connection.RemoteIpAddress}: no source's secret";
        traffic.Count(null, TrafficKind.Refused, trouble);
        log.LogWarning("{Method} {Path} from {Address} was refused: {Reason}", context.Request.Method, PathOf(context), context.Connection.RemoteIpAddress, refusal);
        context.Response.Headers.WWWAuthenticate = "Bearer, Basic realm=\"alerts\"";
        await way.Style.RefuseAsync(context, StatusCodes.Status401Unauthorized, refusal).ConfigureAwait(false);
        return trouble;
    }

    private sealed record Way(AnswerStyle Style, SourceKind Kind, Taking Take, Func<ReadOnlyMemory<byte>, BodyProof>? Proof, TimeSpan? Waits, Carries Carries);
}

/// <summary>What of a request is the message.</summary>
internal enum Carries
{
    /// <summary>Its body.</summary>
    InBody,

    /// <summary>Its query: a tool that is set to GET.</summary>
    InQuery,

    /// <summary>It is none: it asks for something, or changes something else than alerts.</summary>
    Nothing,
}
