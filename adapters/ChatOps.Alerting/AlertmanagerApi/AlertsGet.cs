using System.Text.Json;
using ChatOps.Core.Alerts;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary><c>GET /api/v2/alerts</c> and <c>/api/v2/alerts/groups</c>: what fires, and which silences cover it.</summary>
internal sealed class AlertsGet(IAlertReader alerts, ISilences silences, TimeProvider time)
{
    /// <summary>The one receiver: the bot.</summary>
    public const string Receiver = "chatops";

    /// <summary>Every alert, sorted by fingerprint.</summary>
    public Task ListAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body) =>
        AnswerAsync(context, (writer, found) =>
        {
            writer.WriteStartArray();
            foreach (var alert in found) Write(writer, alert);
            writer.WriteEndArray();
        });

    /// <summary>The alerts of each incident together.</summary>
    public Task GroupsAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body) =>
        AnswerAsync(context, (writer, found) =>
        {
            writer.WriteStartArray();
            foreach (var group in found.GroupBy(alert => alert.Stored.Incident).OrderBy(group => group.Key?.Number))
            {
                writer.WriteStartObject();
                writer.WriteStartObject("labels");
                if (group.Key is { } incident) writer.WriteString("incident", incident.ToString());
                writer.WriteEndObject();
                writer.WritePropertyName("receiver");
                WriteReceiver(writer);
                writer.WriteStartArray("alerts");
                foreach (var alert in group) Write(writer, alert);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    private async Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter, IReadOnlyList<Listed>> write)
    {
        if (!AlertQuery.TryRead(context.Request.Query, out var query, out var problem))
        {
            await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status400BadRequest, problem).ConfigureAwait(false);
            return;
        }

        var now = time.GetUtcNow();
        var active = (await silences.ListAsync(context.RequestAborted).ConfigureAwait(false)).Where(silence => silence.StateAt(now) == SilenceState.Active).ToArray();
        var found = (await alerts.ListFiringAsync(context.RequestAborted).ConfigureAwait(false))
            .Where(stored => query.Filter.Matches(stored.Alert.Labels))
            .Select(stored => new Listed(stored, [.. active.Where(silence => silence.Matchers.Matches(stored.Alert.Labels)).Select(silence => silence.Id)]))
            .Where(listed => query.Takes(silenced: listed.SilencedBy.Count > 0))
            .OrderBy(listed => listed.Fingerprint, StringComparer.Ordinal)
            .ToArray();
        await ApiAnswers.WriteAsync(context, StatusCodes.Status200OK, write, found).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, Listed listed)
    {
        var alert = listed.Stored.Alert;
        writer.WriteStartObject();
        WriteTexts(writer, "annotations", alert.Annotations);
        writer.WriteString("endsAt", ApiTime.Write(alert.EndsAt));
        writer.WriteString("fingerprint", listed.Fingerprint);
        writer.WriteStartArray("receivers");
        WriteReceiver(writer);
        writer.WriteEndArray();
        writer.WriteString("startsAt", ApiTime.Write(alert.StartsAt));
        writer.WriteStartObject("status");
        writer.WriteStartArray("inhibitedBy");
        writer.WriteEndArray();
        writer.WriteStartArray("mutedBy");
        writer.WriteEndArray();
        writer.WriteStartArray("silencedBy");
        foreach (var id in listed.SilencedBy) writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteString("state", listed.SilencedBy.Count > 0 ? "suppressed" : "active");
        writer.WriteEndObject();
        writer.WriteString("updatedAt", ApiTime.Write(listed.Stored.UpdatedAt));
        if (alert.GeneratorUrl is { } url) writer.WriteString("generatorURL", url);
        WriteTexts(writer, "labels", alert.Labels);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, LabelSet texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in texts) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteReceiver(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Receiver);
        writer.WriteEndObject();
    }

    private sealed record Listed(StoredAlert Stored, IReadOnlyList<string> SilencedBy)
    {
        public string Fingerprint { get; } = Stored.Alert.Fingerprint;
    }
}
