using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary><c>/api/v2/silences</c> and <c>/api/v2/silence/{id}</c>, as amtool and other clients of Alertmanager use them.</summary>
internal sealed class SilenceEndpoints(ISilences silences, TimeProvider time)
{
    private const string NotFound = "silence not found";

    public async Task PutAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await MediaType.RequireJsonAsync(context).ConfigureAwait(false)) return;
        SilenceDraft draft;
        string? problem;
        try
        {
            draft = SilenceBody.Read(body.Span);
            problem = draft.Problem(time.GetUtcNow());
        }
        catch (FormatException exception)
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
            return;
        }

        if (problem is not null)
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status400BadRequest, $"Failed to create silence: {problem}").ConfigureAwait(false);
            return;
        }

        var put = await silences.PutAsync(draft, Actor.Source(source.Name), context.RequestAborted).ConfigureAwait(false);
        if (put is null)
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status404NotFound, NotFound).ConfigureAwait(false);
            return;
        }

        await ApiAnswers.WriteAsync(
            context,
            StatusCodes.Status200OK,
            (writer, id) =>
            {
                writer.WriteStartObject();
                writer.WriteString("silenceID", id);
                writer.WriteEndObject();
            },
            put.Id).ConfigureAwait(false);
    }

    public async Task ListAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!AlertQuery.TryFilter(context.Request.Query, out var filter, out var problem))
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status400BadRequest, problem).ConfigureAwait(false);
            return;
        }

        var now = time.GetUtcNow();
        var found = (await silences.ListAsync(context.RequestAborted).ConfigureAwait(false))
            .Where(silence => filter.All(wanted => silence.Matchers.Any(matcher => Fits(wanted, matcher))))
            .OrderBy(silence => Order(silence, now))
            .ToArray();
        await ApiAnswers.WriteAsync(
            context,
            StatusCodes.Status200OK,
            (writer, list) =>
            {
                writer.WriteStartArray();
                foreach (var silence in list) Write(writer, silence, now);
                writer.WriteEndArray();
            },
            found).ConfigureAwait(false);
    }

    public async Task GetAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (await IdAsync(context).ConfigureAwait(false) is not { } id) return;
        var now = time.GetUtcNow();
        if (await silences.FindAsync(id, context.RequestAborted).ConfigureAwait(false) is { } silence)
        {
            await ApiAnswers.WriteAsync(context, StatusCodes.Status200OK, (writer, found) => Write(writer, found, now), silence).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    public async Task ExpireAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (await IdAsync(context).ConfigureAwait(false) is not { } id) return;
        if (await silences.ExpireAsync(id, Actor.Source(source.Name), context.RequestAborted).ConfigureAwait(false) is null)
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status404NotFound, NotFound).ConfigureAwait(false);
        }
    }

    private static async Task<string?> IdAsync(HttpContext context)
    {
        var text = context.Request.RouteValues["id"] as string ?? "";
        if (Guid.TryParseExact(text, "D", out var id)) return id.ToString("D");
        await ApiAnswers.CodeAsync(context, StatusCodes.Status422UnprocessableEntity, ApiAnswers.InvalidType, $"silenceID in path must be of type uuid: \"{text}\"").ConfigureAwait(false);
        return null;
    }

    /// <summary>A filter looks at the silence's own matchers: of the same name and kind, and the text that stands there fits.</summary>
    private static bool Fits(Matcher wanted, Matcher matcher) =>
        wanted.Name == matcher.Name && wanted.Operator == matcher.Operator && wanted.Accepts(matcher.Value);

    /// <summary>Active ones by their end, then pending ones by their start, then ended ones, the last first.</summary>
    private static (int State, long Time) Order(Silence silence, DateTimeOffset now) => silence.StateAt(now) switch
    {
        SilenceState.Active => (0, silence.EndsAt.UtcTicks),
        SilenceState.Pending => (1, silence.StartsAt.UtcTicks),
        _ => (2, -silence.EndsAt.UtcTicks),
    };

    private static void Write(Utf8JsonWriter writer, Silence silence, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("id", silence.Id);
        writer.WriteStartObject("status");
        writer.WriteString("state", silence.StateAt(now) switch { SilenceState.Active => "active", SilenceState.Pending => "pending", _ => "expired" });
        writer.WriteEndObject();
        writer.WriteString("updatedAt", ApiTime.Write(silence.UpdatedAt));
        writer.WriteString("comment", silence.Comment);
        writer.WriteString("createdBy", silence.CreatedBy);
        writer.WriteString("endsAt", ApiTime.Write(silence.EndsAt));
        writer.WriteStartArray("matchers");
        foreach (var matcher in silence.Matchers)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isEqual", matcher.IsPositive);
            writer.WriteBoolean("isRegex", matcher.IsRegex);
            writer.WriteString("name", matcher.Name);
            writer.WriteString("value", matcher.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("startsAt", ApiTime.Write(silence.StartsAt));
        writer.WriteEndObject();
    }
}
