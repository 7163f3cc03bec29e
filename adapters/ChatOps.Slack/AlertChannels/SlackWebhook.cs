using System.Text;
using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using ChatOps.Slack.Payloads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// <c>POST /webhooks/slack</c>: takes what tools send to an incoming webhook of Slack and answers as that does (<c>ok</c>, else a word), so that a tool
/// which knows only that can be pointed at the bot. It needs no workspace and is there without Slack.
/// </summary>
/// <param name="intake">Where alerts go.</param>
/// <param name="desk">Knows the catalog's services.</param>
/// <param name="time">The clock.</param>
public sealed class SlackWebhook(IIntake intake, IChatDesk desk, TimeProvider time)
{
    private const int MostServices = 10_000;
    private const int MostAttachments = 100;

    /// <summary>Takes a request whose source and body are known; 200 <c>ok</c> after its alerts are on disk.</summary>
    /// <param name="context">The request.</param>
    /// <param name="source">What incidents call the sender.</param>
    /// <param name="body">The body: JSON, or a form with the field <c>payload</c>.</param>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public async Task TakeAsync(HttpContext context, string source, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (status, word) = await TakeAsync(source, body, context.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(context, status, word).ConfigureAwait(false);
    }

    /// <summary>A refusal in Slack's own word, which carries no more.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">What the refusal would be elsewhere.</param>
    public static Task RefuseAsync(HttpContext context, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        return status switch
        {
            StatusCodes.Status401Unauthorized => AnswerAsync(context, StatusCodes.Status403Forbidden, "invalid_token"),
            StatusCodes.Status403Forbidden => AnswerAsync(context, status, "action_prohibited"),
            StatusCodes.Status503ServiceUnavailable => AnswerAsync(context, status, "service_unavailable"),
            _ => AnswerAsync(context, status, "invalid_payload"),
        };
    }

    private static async Task AnswerAsync(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync(word, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<(int Status, string Word)> TakeAsync(string source, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var services = desk.Services("", MostServices).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Read(source, body, services, time.GetUtcNow(), out var word) is not { } alerts) return (StatusCodes.Status400BadRequest, word);
        if (alerts.Count > 0) await intake.AcceptAsync(alerts, cancellationToken).ConfigureAwait(false);
        return (StatusCodes.Status200OK, "ok");
    }

    /// <summary>The alerts of a message; null when it cannot be read.</summary>
    /// <param name="source">What incidents call the sender.</param>
    /// <param name="body">The message.</param>
    /// <param name="services">The catalog's services, which a text may name; compared without case.</param>
    /// <param name="now">The time of receipt.</param>
    /// <param name="refusal">Slack's word for what is wrong with it, when it cannot be read.</param>
    public static IReadOnlyList<Alert>? Read(string source, ReadOnlyMemory<byte> body, HashSet<string> services, DateTimeOffset now, out string refusal)
    {
        refusal = "invalid_payload";
        if ((JsonReading.ObjectOf(body) ?? OfForm(body)) is not { } message) return null;
        refusal = "too_many_attachments";
        if (message.Items("attachments").Skip(MostAttachments).Any()) return null;
        var post = SlackPost.Of(message);
        refusal = "no_text";
        if (post.IsEmpty) return null;
        var scope = new AlertScope(source, now, null, services, null);
        return AlertFormat.Known.Select(format => format.Read(post, scope)).FirstOrDefault(read => read is not null) ?? new PlainPosts().Read(post, scope)!;
    }

    private static JsonElement? OfForm(ReadOnlyMemory<byte> body) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)).TryGetValue("payload", out var field) ? JsonReading.ObjectOf(Encoding.UTF8.GetBytes(field.ToString())) : null;
}
