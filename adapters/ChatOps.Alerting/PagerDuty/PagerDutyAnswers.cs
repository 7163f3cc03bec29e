using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary>Answers as the Events API v2 gives them: <c>{"status":…,"message":…,"errors":[…]}</c>.</summary>
internal sealed class PagerDutyAnswers : AnswerStyle
{
    public static readonly PagerDutyAnswers Instance = new();

    public override Task RefuseAsync(HttpContext context, int status, string sentence) => RefuseAsync(context, status, [sentence]);

    public override Task RefuseAsync(HttpContext context, BadJsonException exception) =>
        RefuseAsync(context, StatusCodes.Status400BadRequest, exception is InvalidEventException invalid ? invalid.Problems : [exception.Sentence]);

    private static async Task RefuseAsync(HttpContext context, int status, IReadOnlyList<string> errors)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", status < StatusCodes.Status500InternalServerError ? "invalid event" : "error");
        writer.WriteString("message", status == StatusCodes.Status400BadRequest ? "Event object is invalid" : "Event was not taken");
        writer.WriteStartArray("errors");
        foreach (var error in errors) writer.WriteStringValue(error);
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>202: the event is on disk.</summary>
    public static Task AcceptAsync(HttpContext context, string dedupKey) => AcceptAsync(context, "Event processed", dedupKey);

    /// <summary>202: the change has been noted.</summary>
    public static Task AcceptChangeAsync(HttpContext context) => AcceptAsync(context, "Change event processed", null);

    private static async Task AcceptAsync(HttpContext context, string message, string? dedupKey)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteString("message", message);
        if (dedupKey is not null) writer.WriteString("dedup_key", dedupKey);
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>A body is JSON and no event: all that is wrong with it, a sentence each.</summary>
internal sealed class InvalidEventException(IReadOnlyList<string> problems) : BadJsonException(string.Join("; ", problems))
{
    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
