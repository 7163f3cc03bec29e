using System.Text;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.Payloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack;

/// <summary>The paths that Slack calls.</summary>
public static class SlackEndpoints
{
    /// <summary>Maps <c>/slack/commands</c>, <c>/slack/events</c> and <c>/slack/interactions</c> where Slack is added and there is a signing secret.</summary>
    public static void MapSlack(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<SlackDoor>() is not { } door) return;
        // Slack is known by its signature: sign-in, pages and cookies are nothing to it.
        endpoints.MapPost("/slack/commands", door.CommandAsync).ShortCircuit();
        endpoints.MapPost("/slack/events", door.EventAsync).ShortCircuit();
        endpoints.MapPost("/slack/interactions", door.InteractionAsync).ShortCircuit();
    }
}

/// <summary>What the three paths have in common: size, signature, and the answer in HTTP's terms.</summary>
internal sealed class SlackDoor(SlackSignature signature, SlackInputs inputs, FollowUps followUps, TimeProvider time, ILogger<SlackDoor> log)
{
    /// <summary>The most bytes of a delivery: a view may have 250 kB, and a form writes each byte as three.</summary>
    public const int BodyLimit = 1024 * 1024;

    private static readonly TimeSpan WhenNotStored = TimeSpan.FromSeconds(5);

    private readonly Admission _admission = new(mostRequests: 2000, mostBytes: 64 * 1024 * 1024);

    /// <summary>A slash command.</summary>
    public Task CommandAsync(HttpContext context) => ServeAsync(context, static (inputs, body, delivery) =>
        SlashCommand.OfForm(body.Span) is { } command ? inputs.TakeAsync(command, delivery) : null);

    /// <summary>An event.</summary>
    public Task EventAsync(HttpContext context) => ServeAsync(context, static (inputs, body, delivery) =>
        JsonReading.ObjectOf(body) is { } payload && EventDelivery.Of(payload) is { } told ? inputs.TakeAsync(told, delivery) : null);

    /// <summary>A button, a form, a menu or a shortcut.</summary>
    public Task InteractionAsync(HttpContext context) => ServeAsync(context, static (inputs, body, delivery) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)).TryGetValue("payload", out var field) && JsonReading.ObjectOf(Encoding.UTF8.GetBytes(field.ToString())) is { } payload
            ? inputs.TakeAsync(payload, delivery)
            : null);

    private async Task ServeAsync(HttpContext context, Func<SlackInputs, ReadOnlyMemory<byte>, string, Task<SlackReply>?> take)
    {
        var size = context.Request.ContentLength ?? BodyLimit;
        if (size > BodyLimit)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
            return;
        }

        // Signed deliveries never get 429: Slack would count it as a failure, and comes again after this too.
        if (!_admission.TryEnter(size))
        {
            await Problem.ComeAgain(context.Response, "More is arriving from Slack than can be taken in at once.", TimeSpan.FromSeconds(1)).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            using var body = await RequestBody.ReadAsync(context.Request, BodyLimit, context.RequestAborted).ConfigureAwait(false);
            if (body is null)
            {
                await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
                return;
            }

            var given = context.Request.Headers[SlackSignature.Header].ToString();
            var signedAt = context.Request.Headers[SlackSignature.TimeHeader].ToString();
            if (!signature.Fits(body.Bytes.Span, given, signedAt, time.GetUtcNow(), out var refusal))
            {
                log.LogWarning("{Path} from {Address} was refused: {Reason}", context.Request.Path.Value, context.Connection.RemoteIpAddress, refusal);
                await RefuseAsync(context, StatusCodes.Status401Unauthorized, refusal).ConfigureAwait(false);
                return;
            }

            if (take(inputs, body.Bytes, DeliveryOf(signedAt, given)) is { } taking) await AnswerAsync(context, await taking.ConfigureAwait(false)).ConfigureAwait(false);
            else await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is none that Slack sends to this path.").ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(size);
        }
    }

    /// <summary>What identifies a delivery. The time stands first: those of one moment are neighbours on disk then, where signatures alone would each touch another page.</summary>
    private static string DeliveryOf(string signedAt, string given) => $"{signedAt}:{given["v0=".Length..]}";

    private async Task AnswerAsync(HttpContext context, SlackReply reply)
    {
        if (reply.IsStranger)
        {
            log.LogWarning("{Path} was refused: it is signed, and of another workspace than the one that is served (Slack:TeamId, or that of the bot's token)", context.Request.Path.Value);
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The delivery is of another workspace than the one that is served.").ConfigureAwait(false);
            return;
        }

        if (reply.IsAgain) await Problem.ComeAgain(context.Response, "This is not on disk yet; send it again.", WhenNotStored).ExecuteAsync(context).ConfigureAwait(false);
        else if (reply.Text is { } text) await WriteAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        else if (reply.Body is { } body) await WriteAsync(context, "application/json", body).ConfigureAwait(false);
        // A later answer that overtook this one would be replaced by it.
        await context.Response.CompleteAsync().ConfigureAwait(false);
        followUps.Start(reply);
    }

    private static async Task WriteAsync(HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) => Problem.Of(status, sentence).ExecuteAsync(context);
}
