using System.Globalization;
using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>What <c>POST /api/v2/alerts</c> was given: the good alerts, which are stored, and what is wrong with the others.</summary>
/// <param name="Good">Alerts that can be taken.</param>
/// <param name="Problems">One sentence for each other.</param>
internal sealed record AlertsBody(IReadOnlyList<Alert> Good, IReadOnlyList<string> Problems)
{
    /// <summary>How long an alert without an end lasts unless it is sent again (Alertmanager's <c>resolve_timeout</c>).</summary>
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Reads a body.</summary>
    /// <exception cref="BadJsonException">It is not of the API's types; nothing of it is taken.</exception>
    public static AlertsBody Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        if (body.Trim(" \t\r\n"u8).IsEmpty) throw new InvalidBodyException(ApiAnswers.Required, "alerts in body is required");
        var json = new JsonInput(body, lenientTexts: true);
        var good = new List<Alert>(1);
        var problems = new List<string>();
        if (json.Kind == JsonTokenType.Null) return new(good, problems);
        json.EnterArray();
        for (var index = 0; json.NextItem(); index++)
        {
            if (index == AlertLimits.MostAlerts) throw json.Wrong($"{AlertLimits.MostAlerts} alerts are allowed at once.");
            var alert = ReadAlert(ref json, index, source, now);
            if (ProblemOf(alert) is { } problem) problems.Add(problem);
            else good.Add(alert);
        }

        return new(good, problems);
    }

    private static Alert ReadAlert(ref JsonInput json, int index, string source, DateTimeOffset now)
    {
        LabelSet? labels = null;
        var annotations = LabelSet.Empty;
        DateTimeOffset? startsAt = null, endsAt = null;
        string? url = null;
        if (json.Kind == JsonTokenType.Null) throw Missing(index);
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("labels"u8)) labels = LabelReader.ReadLabels(ref json);
            else if (json.IsNamed("annotations"u8)) annotations = LabelReader.ReadAnnotations(ref json);
            else if (json.IsNamed("startsAt"u8)) startsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("endsAt"u8)) endsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("generatorURL"u8)) url = json.TextValue();
            else json.SkipValue();
        }

        if (labels is null) throw Missing(index);
        if (url is { Length: > 0 } && !LooksLikeUrl(url))
        {
            throw new InvalidBodyException(ApiAnswers.InvalidType, string.Create(CultureInfo.InvariantCulture, $"{index}.generatorURL in body must be of type uri: \"{AlertLimits.Shown(url)}\""));
        }

        var end = endsAt ?? now + ResolveTimeout;
        return new Alert(
            source,
            labels,
            annotations,
            end > now ? AlertStatus.Firing : AlertStatus.Resolved,
            startsAt ?? endsAt ?? now,
            end,
            Expires: true,
            AlertLimits.WebAddress(url));
    }

    private static InvalidBodyException Missing(int index) =>
        new(ApiAnswers.Required, string.Create(CultureInfo.InvariantCulture, $"{index}.labels in body is required"));

    // No more than Go asks of it, since a refusal costs the whole batch: something with a scheme, or a path.
    private static bool LooksLikeUrl(string url)
    {
        if (url[0] == '/') return true;
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(url[0]) && url.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static string? ProblemOf(Alert alert)
    {
        if (alert.Labels.Count == 0) return "at least one label pair required";
        if (alert.EndsAt < alert.StartsAt) return "start time must be before end time";
        if (IllegalName(alert.Labels) is { } label) return $"invalid label set: invalid name \"{AlertLimits.Shown(label)}\"";
        if (IllegalName(alert.Annotations) is { } annotation) return $"invalid annotations: invalid name \"{AlertLimits.Shown(annotation)}\"";
        return AlertLimits.ProblemOf(alert.Labels) is { } problem ? $"invalid label set: {problem}" : null;
    }

    private static string? IllegalName(LabelSet labels)
    {
        foreach (var (name, _) in labels)
        {
            if (!IsName(name)) return name;
        }

        return null;
    }

    // Alertmanager 0.25's letters, digits and underscores; and the dots that Prometheus 3 passes on from OpenTelemetry.
    private static bool IsName(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0])) return false;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '.')) return false;
        }

        return true;
    }
}
