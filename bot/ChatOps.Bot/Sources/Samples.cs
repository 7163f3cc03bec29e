using System.Globalization;
using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Intake;
using ChatOps.Core.Alerts;
using ChatOps.Core.Masking;
using ChatOps.Slack.AlertChannels;
using ChatOps.Teams.AlertCards;

namespace ChatOps.Bot.Sources;

/// <summary>What the sources of this configuration would make of a message. Nothing is stored.</summary>
internal sealed class Samples(Settings settings, TimeProvider time)
{
    private readonly HashSet<string> _services = settings.Services.Select(entry => entry.Service.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly AlertFiling _filing = new(new Catalog(settings.Services, settings.Exporters).Services, settings.Classification, settings.KeyLabels, new SecretMask(settings.Secrets));

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public IEnumerable<string> Names => [.. settings.Sources.Select(source => source.Name), .. Enum.GetNames<SourceKind>()];

    /// <summary>A configured source, or one of the kind of this name (<c>datadog</c>); compared without case. Null when there is neither.</summary>
    public AlertSource? Find(string name) =>
        settings.Sources.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))?.Source
        ?? Enum.GetValues<SourceKind>().Where(kind => string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(kind => new AlertSource(name, kind, null, null)).FirstOrDefault();

    /// <summary>Reads a message as the source would.</summary>
    /// <param name="source">The source.</param>
    /// <param name="headers">The headers that it comes with.</param>
    /// <param name="body">The message.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What it would be, its secrets masked; the paths and values of <see cref="SourceSample.Leaves"/> are as they came.</returns>
    public async Task<(SourceSample Sample, IReadOnlyList<FiledAlert> Filed)> ReadAsync(AlertSource source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var sample = await SourceSample.ReadAsync(source, headers, body, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (source.Kind == SourceKind.Slack) sample = AsSlack(source, body, sample);
        if (source.Kind == SourceKind.Teams) sample = AsTeams(source, body, sample);
        return (sample, [.. sample.Alerts.Select(_filing.File)]);
    }

    /// <summary>What an alert would do, in a few words.</summary>
    public static string HeadOf(FiledAlert filed)
    {
        var opens = filed.Alert.Status == AlertStatus.Resolved ? "ends what it began" : filed.MayOpen ? "may open an incident" : "is recorded and opens nothing";
        return $"{OutsideText.Line(filed.Alert.Name)}: {EnumWord.Of(filed.Alert.Status)}, {EnumWord.Of(filed.Severity)}; {opens}";
    }

    /// <summary>What else is known of an alert, each with what it is.</summary>
    public static IEnumerable<(string What, string Text)> FactsOf(FiledAlert filed)
    {
        var alert = filed.Alert;
        yield return ("service", $"{OutsideText.Line(filed.Service.Name)}{(filed.Service.InCatalog ? "" : " (not in the catalog)")}");
        yield return ("challenge", $"{filed.Key.Challenge}, by {OutsideText.Line(filed.ClassifiedBy)}");
        yield return ("known by", alert.Key is { } key ? $"its fingerprint {OutsideText.Line(key)}" : "its labels");
        yield return ("began", $"{alert.StartsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC");
        IEnumerable<(string, string?)> texts =
        [
            ("summary", alert.Annotations.Get("summary")), ("description", alert.Annotations.Get("description")), ("page", alert.GeneratorUrl),
            .. (alert.Links ?? []).Select(link => ("link", (string?)$"{link.Text}: {link.Href}")),
        ];
        foreach (var (what, text) in texts)
        {
            if (!string.IsNullOrEmpty(text)) yield return (what, OutsideText.Line(text, 500));
        }

        yield return ("labels", OutsideText.Line(alert.Labels.ToString(), 1000));
    }

    private SourceSample AsSlack(AlertSource source, ReadOnlyMemory<byte> body, SourceSample read) =>
        SlackWebhook.Read(source.Name, body, _services, time.GetUtcNow(), out var refusal) is { } alerts
            ? read with { Alerts = alerts, Remarks = [], Problem = null }
            : read with { Alerts = [], Remarks = [], Problem = $"Slack's answer to this is {refusal}." };

    private SourceSample AsTeams(AlertSource source, ReadOnlyMemory<byte> body, SourceSample read) =>
        TeamsWebhook.Read(source.Name, body, _services, time.GetUtcNow(), out _) is { } alerts
            ? read with { Alerts = alerts, Remarks = [], Problem = null }
            : read with { Alerts = [], Remarks = [], Problem = "This is neither a MessageCard nor a message with Adaptive Cards, or it says nothing." };
}
