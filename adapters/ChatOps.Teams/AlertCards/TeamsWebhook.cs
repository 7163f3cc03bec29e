using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Teams.AlertCards;

/// <summary>
/// <c>POST /webhooks/teams</c>: takes what tools send to a Microsoft 365 connector (MessageCard) or to a Workflows address (Adaptive Cards), and answers as those
/// do, so that a tool which knows only that can be pointed at the bot: Teams promises no bot the messages of others. It is there without Teams.
/// </summary>
/// <param name="intake">Where alerts go.</param>
/// <param name="desk">Knows the catalog's services.</param>
/// <param name="time">The clock.</param>
public sealed class TeamsWebhook(IIntake intake, IChatDesk desk, TimeProvider time)
{
    private const int MostServices = 10_000;
    private const string Bad = "Bad payload received by generic incoming webhook.";

    /// <summary>Takes a request whose source and body are known; answered after its alerts are on disk.</summary>
    /// <param name="context">The request.</param>
    /// <param name="source">What incidents call the sender.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public async Task TakeAsync(HttpContext context, string source, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = desk.Services("", MostServices).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Read(source, body, services, time.GetUtcNow(), out var isMessageCard) is not { } alerts)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        await intake.AcceptAsync(alerts, context.RequestAborted).ConfigureAwait(false);
        // A connector says "1", a workflow says nothing.
        if (isMessageCard) await WriteAsync(context, StatusCodes.Status200OK, "1").ConfigureAwait(false);
        else context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>The alerts of a message; null when it cannot be read.</summary>
    /// <param name="source">What incidents call the sender.</param>
    /// <param name="body">The message.</param>
    /// <param name="services">The catalog's services, which a text may name; compared without case.</param>
    /// <param name="now">The time of receipt.</param>
    /// <param name="isMessageCard">Whether it is what a connector takes, not a workflow.</param>
    public static IReadOnlyList<Alert>? Read(string source, ReadOnlyMemory<byte> body, HashSet<string> services, DateTimeOffset now, out bool isMessageCard)
    {
        isMessageCard = false;
        if (JsonReading.ObjectOf(body) is not { } json || CardPost.Of(json) is not { } post) return null;
        isMessageCard = post.IsMessageCard;
        return new CardAlerts(source, now, services).Of(post);
    }

    /// <summary>A refusal in the connector's words.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Its status.</param>
    public static Task RefuseAsync(HttpContext context, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteAsync(context, status, status switch
        {
            StatusCodes.Status401Unauthorized => "Invalid webhook URL",
            StatusCodes.Status403Forbidden => "Forbidden",
            StatusCodes.Status503ServiceUnavailable => "Service unavailable",
            _ => Bad,
        });
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
