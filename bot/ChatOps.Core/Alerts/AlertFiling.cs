using ChatOps.Core.Incidents;
using ChatOps.Core.Masking;

namespace ChatOps.Core.Alerts;

/// <summary>Files alerts by their labels, before anything stored is looked at.</summary>
/// <param name="catalog">The services.</param>
/// <param name="classification">The rules that name challenges.</param>
/// <param name="keyLabels">The labels that make two problems different ones.</param>
/// <param name="mask">Takes secrets out of what is stored.</param>
public sealed class AlertFiling(ServiceCatalog catalog, Classification classification, KeyLabels keyLabels, SecretMask mask)
{
    /// <summary>Labels that can mark a matter of security, with the values that do.</summary>
    private static readonly (string Label, string Value)[] SecurityMarks =
        [("security", "true"), ("category", "security"), ("type", "security"), ("team", "security"), ("domain", "security")];

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Files an alert.</summary>
    public FiledAlert File(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        alert = alert with
        {
            Labels = Masked(alert.Labels),
            Annotations = Masked(alert.Annotations),
            GeneratorUrl = alert.GeneratorUrl is { } url ? mask.Mask(url) : null,
            Links = alert.Links is { Count: > 0 } links ? [.. links.Select(link => new AlertLink(mask.Mask(link.Text), mask.Mask(link.Href)))] : null,
        };
        return FileMasked(alert);
    }

    /// <summary>Files an alert that was stored, and so is masked already.</summary>
    public FiledAlert FileMasked(Alert alert)
    {
        var labels = alert.Labels;
        var service = catalog.Of(labels);
        var classified = classification.Of(labels);
        return new FiledAlert(
            alert,
            service,
            keyLabels.Of(labels, service.Name, classified.Challenge),
            classified.Rule,
            SeverityReading.Of(labels),
            Watchdog.MayOpen(labels),
            Watchdog.Is(labels),
            SecurityMarks.Any(mark => labels.Get(mark.Label).Equals(mark.Value, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>What an incident that opens by this alert says about itself.</summary>
    public static IReadOnlyList<string> NotesOn(FiledAlert filed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(filed);
        var notes = new List<string>();
        if (!filed.Service.InCatalog) notes.Add($"{OutsideText.Line(filed.Service.Name, 100)} is not in the catalog: nothing acts on it by itself");
        var severity = filed.Alert.Labels.Get("severity");
        if (severity.Length == 0) notes.Add("the alert names no severity: taken as warning");
        else if (!SeverityReading.Knows(severity)) notes.Add($"severity \"{OutsideText.Line(severity, 40)}\" is not known: taken as warning");
        if (filed.Alert.StartsAt - now > ClockTolerance)
        {
            notes.Add($"the alert says that it began {DurationText.Of(filed.Alert.StartsAt - now)} from now: its sender's clock is ahead");
        }

        if (filed.Alert.Note is { } note) notes.Add(note);
        return notes;
    }

    /// <summary>The alert as messages show it, every text bounded.</summary>
    public static AlertFact FactOf(FiledAlert filed)
    {
        ArgumentNullException.ThrowIfNull(filed);
        var alert = filed.Alert;
        return new AlertFact(
            alert.Fingerprint,
            OutsideText.Line(alert.Name, 200),
            filed.Severity,
            OutsideText.Line(alert.Source, 100),
            alert.StartsAt,
            TextOrNull(OutsideText.Line(alert.Annotations.Get("summary"), 300)),
            TextOrNull(OutsideText.Lines(alert.Annotations.Get("description"), 1000)),
            TextOrNull(OutsideText.Line(alert.Annotations.Get("runbook_url"), 500)),
            TextOrNull(OutsideText.Line(alert.GeneratorUrl, 1000)),
            [.. (alert.Links ?? []).Take(5).Select(link => new AlertLink(OutsideText.Line(link.Text, 100), OutsideText.Line(link.Href, 1000)))]);
    }

    /// <summary>The labels as incidents keep them: the first fifty, every text bounded.</summary>
    public static IReadOnlyDictionary<string, string> BoundedLabels(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var bounded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in labels.Take(50)) bounded[OutsideText.Line(name, 100)] = OutsideText.Line(value, 300);
        return bounded;
    }

    private static string? TextOrNull(string text) => text.Length == 0 ? null : text;

    private LabelSet Masked(LabelSet labels)
    {
        List<KeyValuePair<string, string>>? changed = null;
        foreach (var (name, value) in labels)
        {
            var masked = mask.Mask(name, value);
            if (changed is null && ReferenceEquals(masked, value)) continue;
            changed ??= [.. labels.TakeWhile(pair => pair.Key != name)];
            changed.Add(new(name, masked));
        }

        return changed is null ? labels : LabelSet.From(changed);
    }
}
