using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary>An event of the Events API v2, as it was sent; <see cref="Problems"/> says what it lacks.</summary>
internal sealed class PagerDutyEvent
{
    private const int LongestKey = 255;
    private const int MostLinks = 20;

    private static readonly string[] Severities = ["critical", "error", "warning", "info"];

    /// <summary>The secret of the integration; empty when there is none.</summary>
    public string RoutingKey { get; private set; } = "";

    /// <summary><c>trigger</c>, <c>acknowledge</c> or <c>resolve</c>, when it is good.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The sender's name for the problem; empty when it gave none.</summary>
    public string DedupKey { get; private set; } = "";

    /// <summary>The tool that sent it, or empty.</summary>
    public string Client { get; private set; } = "";

    /// <summary>What it is about; null when it has none.</summary>
    public PagerDutyPayload? Payload { get; private set; }

    /// <summary>Links and pictures that lead somewhere.</summary>
    public IReadOnlyList<AlertLink> Links => _links;

    private readonly List<AlertLink> _links = [];
    private string? _clientUrl;

    /// <exception cref="BadJsonException">It is no JSON object of the API's types.</exception>
    public static PagerDutyEvent Read(ReadOnlySpan<byte> body)
    {
        var json = new JsonInput(body, lenientTexts: true);
        var read = new PagerDutyEvent();
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("routing_key"u8)) read.RoutingKey = json.PlainValue() ?? "";
            else if (json.IsNamed("event_action"u8)) read.Action = json.PlainValue() ?? "";
            else if (json.IsNamed("dedup_key"u8)) read.DedupKey = json.PlainValue() ?? "";
            else if (json.IsNamed("client"u8)) read.Client = json.PlainValue() ?? "";
            else if (json.IsNamed("client_url"u8)) read._clientUrl = AlertLimits.WebAddress(json.PlainValue());
            else if (json.IsNamed("payload"u8)) read.Payload = PagerDutyPayload.Read(ref json);
            else if (json.IsNamed("links"u8)) read.ReadLinks(ref json, "href"u8, "text"u8, "Link");
            else if (json.IsNamed("images"u8)) read.ReadLinks(ref json, "src"u8, "alt"u8, "Image");
            else json.SkipValue();
        }

        json.End();
        return read;
    }

    /// <summary>The routing key of a body, which is how the sender proves itself; null for what is no event.</summary>
    public static string? RoutingKeyOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(body).RoutingKey is { Length: > 0 } key ? key : null;
        }
        catch (BadJsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(RoutingKey)) problems.Add("'routing_key' is missing or blank");
        if (Action is not ("trigger" or "acknowledge" or "resolve")) problems.Add("'event_action' is missing or invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        if (DedupKey.Length > LongestKey) problems.Add($"Length of 'dedup_key' is incorrect (should be at most {LongestKey} characters)");
        if (Action is "acknowledge" or "resolve" && DedupKey.Length == 0) problems.Add($"'dedup_key' is missing or blank (required for '{Action}')");
        if (Action != "trigger") return problems;
        if (Payload is null) return [.. problems, "'payload' is missing or blank"];
        if (string.IsNullOrWhiteSpace(Payload.Summary)) problems.Add("'payload.summary' is missing or blank");
        if (string.IsNullOrWhiteSpace(Payload.Source)) problems.Add("'payload.source' is missing or blank");
        if (!Severities.Contains(Payload.Severity, StringComparer.OrdinalIgnoreCase)) problems.Add("'payload.severity' is missing or invalid (must be one of the following: 'critical', 'error', 'warning' or 'info')");
        return problems;
    }

    /// <summary>The name of the problem: the sender's, else one made of what it says, so that a message that is sent again is the same problem.</summary>
    public string KeyOrMade()
    {
        if (DedupKey.Length > 0) return DedupKey;
        var text = string.Join('\n', Payload?.Summary, Payload?.Source, Payload?.Severity, Payload?.Component, Payload?.Group, Payload?.Class);
        return HashOf(text)[..32];
    }

    /// <summary>The alert that a <c>trigger</c> or <c>resolve</c> is.</summary>
    /// <param name="source">Who sent it.</param>
    /// <param name="now">The time of receipt.</param>
    public Alert ToAlert(AlertSource source, DateTimeOffset now)
    {
        var status = Action == "resolve" ? AlertStatus.Resolved : AlertStatus.Firing;
        var startsAt = status == AlertStatus.Firing ? Payload?.Timestamp ?? now : now;
        return Notes.Started(
            new Alert(
                source.Name,
                Payload?.Labels(Client) ?? LabelSet.Empty,
                Payload?.Annotations() ?? LabelSet.Empty,
                status,
                startsAt,
                status == AlertStatus.Resolved ? now : null,
                GeneratorUrl: Payload?.Page ?? _clientUrl,
                Links: _links.Count > 0 ? _links : null,
                Key: source.IsOpen ? $"{HashOf(RoutingKey)[..8]} {KeyOrMade()}" : KeyOrMade()),
            now);
    }

    // Where no source is configured, routing keys tell integrations apart; they are secrets elsewhere, so none is kept.
    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // A link that leads nowhere is left out: the event matters more.
    private void ReadLinks(ref JsonInput json, ReadOnlySpan<byte> href, ReadOnlySpan<byte> text, string otherwise)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return;
        json.EnterArray();
        while (json.NextItem())
        {
            if (json.Kind != JsonTokenType.StartObject) throw json.Unexpected("an object");
            string? address = null, words = null;
            while (json.NextProperty())
            {
                if (json.IsNamed(href)) address = AlertLimits.WebAddress(json.PlainValue());
                else if (json.IsNamed(text)) words = json.PlainValue();
                else json.SkipValue();
            }

            if (address is not null && _links.Count < MostLinks) _links.Add(new AlertLink(string.IsNullOrWhiteSpace(words) ? otherwise : AlertLimits.Cut(words), address));
        }
    }
}
