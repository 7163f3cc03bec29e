using ChatOps.Core.Intake;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Alerting.Receiving;

/// <summary>Takes a request whose source and body are known; answers it.</summary>
/// <param name="context">The request.</param>
/// <param name="source">The source's name.</param>
/// <param name="body">The body; empty for requests without one.</param>
internal delegate Task Taking(HttpContext context, string source, ReadOnlyMemory<byte> body);

/// <summary>What all formats of alerts have in common before and after their own part: admission, size, who it is, and storage that is away.</summary>
internal sealed class Door(SourceCheck sources, ILogger<Door> log)
{
    /// <summary>The most bytes of a body. Prometheus sends 256 alerts at once, which is far below.</summary>
    public const int BodyLimit = 10 * 1024 * 1024;

    // What a body of unknown length is counted as; the usual senders all say the length.
    private const int UnknownSize = 256 * 1024;

    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenStorageIsAway = TimeSpan.FromSeconds(5);

    private readonly Admission _admission = new(mostRequests: 2000, mostBytes: 64 * 1024 * 1024);

    /// <summary>A handler for one path.</summary>
    /// <param name="style">How refusals are worded.</param>
    /// <param name="kind">Which kind of source it is for.</param>
    /// <param name="take">The format's own part.</param>
    public RequestDelegate For(AnswerStyle style, SourceKind kind, Taking take) => context => ServeAsync(context, style, kind, take);

    private async Task ServeAsync(HttpContext context, AnswerStyle style, SourceKind kind, Taking take)
    {
        if (context.Request.ContentLength > BodyLimit)
        {
            await TooLargeAsync(context, style).ConfigureAwait(false);
            return;
        }

        var size = context.Request.ContentLength ?? (HttpMethods.IsPost(context.Request.Method) ? UnknownSize : 0);
        if (!_admission.TryEnter(size))
        {
            Problem.SetRetryAfter(context.Response, WhenFull);
            await style.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "More alerts are arriving than can be taken in at once; send this one again.").ConfigureAwait(false);
            return;
        }

        try
        {
            using var body = await RequestBody.ReadAsync(context.Request, BodyLimit, context.RequestAborted).ConfigureAwait(false);
            if (body is null) await TooLargeAsync(context, style).ConfigureAwait(false);
            else if (!sources.TryIdentify(context, body.Bytes.Span, kind, out var source, out var refusal)) await UnknownAsync(context, style, refusal).ConfigureAwait(false);
            else if (!May(source.Kind, kind)) await ForbiddenAsync(context, style, source).ConfigureAwait(false);
            else await take(context, source.Name, body.Bytes).ConfigureAwait(false);
        }
        catch (BadJsonException exception)
        {
            await style.RefuseAsync(context, exception).ConfigureAwait(false);
        }
        catch (StorageUnavailableException exception)
        {
            log.LogWarning("{Method} {Path} could not be stored: {Reason}", context.Request.Method, context.Request.Path.Value, exception.Message);
            Problem.SetRetryAfter(context.Response, WhenStorageIsAway);
            await style.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Storage is away, so nothing was taken in; send this again.").ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(size);
        }
    }

    private static bool May(SourceKind source, SourceKind path) =>
        source == SourceKind.Any || source == path || (source, path) == (SourceKind.Alertmanager, SourceKind.Prometheus);

    private static Task ForbiddenAsync(HttpContext context, AnswerStyle style, AlertSource source) =>
        style.RefuseAsync(context, StatusCodes.Status403Forbidden, $"The source {source.Name} is of kind {source.Kind} (Sources:{source.Name}:Kind) and may not use {context.Request.Path}.");

    private static Task TooLargeAsync(HttpContext context, AnswerStyle style) =>
        style.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is too large; {BodyLimit / 1024 / 1024} MiB are allowed.");

    private Task UnknownAsync(HttpContext context, AnswerStyle style, string refusal)
    {
        log.LogWarning("{Method} {Path} from {Address} was refused: {Reason}", context.Request.Method, context.Request.Path.Value, context.Connection.RemoteIpAddress, refusal);
        context.Response.Headers.WWWAuthenticate = "Bearer, Basic realm=\"alerts\"";
        return style.RefuseAsync(context, StatusCodes.Status401Unauthorized, refusal);
    }
}
