using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;

namespace ChatOps.Teams.AlertCards;

/// <summary>
/// Makes alerts of cards. Alertmanager's and Grafana's templates list the labels of each alert; of any other tool the title is the name, without the words of a
/// status and without figures, facts that are called so are severity, service and status, and a good word or colour says that it is over.
/// </summary>
/// <param name="source">What incidents call the sender.</param>
/// <param name="now">The time of receipt.</param>
/// <param name="services">The catalog's services, which a text may name; compared without case.</param>
/// <param name="service">The service of what names none, or null: it is looked for in the text.</param>
/// <param name="original">Where the post stands, or null.</param>
internal sealed partial class CardAlerts(string source, DateTimeOffset now, HashSet<string> services, string? service = null, string? original = null)
{
    private const int LongestText = 3000;
    private const int Longest = 300;
    private const int MostAlerts = 200;

    private static readonly string[] GoodColors = ["good", "2dc72d", "00ff00", "008000", "28a745", "36a64f", "2eb886"];

    /// <summary>The alerts of a post, one at least.</summary>
    public IReadOnlyList<Alert> Of(CardPost post) => Listed(post) is { Count: > 0 } listed ? listed : [Plain(post)];

    /// <summary>The alerts that a pattern finds in what somebody wrote.</summary>
    public IReadOnlyList<Alert> Found(AlertPattern pattern, IReadOnlyList<string> lines) =>
    [
        .. pattern.In(lines).Select(alert => Make(
            alert.Status,
            [("alertname", alert.Name), ("severity", alert.Severity ?? ""), ("service", alert.Service ?? service ?? ServiceIn(alert.Text) ?? "")],
            alert.Text,
            string.Join('\n', lines.Where(line => line.Length > 0)),
            alert.Key,
            [])),
    ];

    private List<Alert> Listed(CardPost post)
    {
        var alerts = new List<Alert>();
        var status = StatusOf(post) ?? AlertStatus.Firing;
        var (labels, annotations, link, part) = (new List<(string, string)>(), new List<(string, string)>(), (string?)null, "");

        void End()
        {
            if (labels.Exists(label => label.Item1 == "alertname") && alerts.Count < MostAlerts)
            {
                var texts = annotations.ToDictionary(note => note.Item1, note => note.Item2, StringComparer.Ordinal);
                alerts.Add(Make(status, labels, texts.GetValueOrDefault("summary"), texts.GetValueOrDefault("description"), null, [.. link is null ? [] : (string[])[link], .. post.Links]));
            }

            (labels, annotations, link) = ([], [], null);
        }

        foreach (var line in post.Lines)
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                End();
                status = StatusReading.Of(heading.Groups[1].Value);
                part = "";
            }
            else if (line.Trim() is "Labels:" or "Annotations:")
            {
                if (line.Trim() is "Labels:") End();
                part = line.Trim();
            }
            else if (Pair().Match(line) is { Success: true } pair)
            {
                var entry = (OutsideText.Line(pair.Groups[1].Value, Longest), OutsideText.Lines(pair.Groups[2].Value, LongestText));
                if (part == "Labels:" && !labels.Exists(label => label.Item1 == entry.Item1)) labels.Add(entry);
                else if (part == "Annotations:" && !annotations.Exists(note => note.Item1 == entry.Item1)) annotations.Add(entry);
            }
            else if (Source().Match(line) is { Success: true } told)
            {
                link ??= told.Groups[1].Value;
            }
        }

        End();
        return alerts;
    }

    private Alert Plain(CardPost post)
    {
        var title = post.Title;
        var name = OutsideText.Line(Status().Replace(Marks().Replace(title, " "), " ").Trim(' ', ':', '-', '|', '*', '.', ','), 200);
        if (name.Length == 0) name = title;
        string? Fact(params string[] names) => post.Facts.FirstOrDefault(fact => names.Contains(fact.Name, StringComparer.OrdinalIgnoreCase)).Value;
        var severity = Fact("severity", "priority", "level") is { } told && WordsOf(told).FirstOrDefault(SeverityReading.Knows) is { } known ? known : WordsOf(title).FirstOrDefault(SeverityReading.Knows);
        var text = string.Join('\n', post.Lines.Where(line => !string.IsNullOrWhiteSpace(line)).Concat(post.Facts.Select(fact => $"{fact.Name}: {fact.Value}")));
        return Make(
            StatusOf(post) ?? AlertStatus.Firing,
            [("alertname", name), ("severity", severity?.ToLowerInvariant() ?? ""), ("service", Fact("service", "application", "app", "component") ?? service ?? ServiceIn($"{title} {text}") ?? "")],
            title,
            text,
            Figures().Replace(name.ToLowerInvariant(), "#"),
            post.Links);
    }

    private Alert Make(AlertStatus status, IEnumerable<(string Name, string Value)> labels, string? summary, string? description, string? key, IReadOnlyList<string> links)
    {
        var all = labels.Where(label => label.Value.Length > 0).Select(label => KeyValuePair.Create(label.Name, OutsideText.Line(label.Value, Longest))).ToList();
        if (service is not null && !all.Exists(label => label.Key == "service")) all.Add(new("service", service));
        var addresses = links.Distinct(StringComparer.Ordinal).Take(5).ToList();
        return new Alert(
            source,
            LabelSet.From(all),
            LabelSet.Of(("description", OutsideText.Lines(description, LongestText)), ("summary", OutsideText.Line(summary, Longest))),
            status,
            now,
            status == AlertStatus.Resolved ? now : null,
            GeneratorUrl: addresses.FirstOrDefault(),
            Links: [.. original is null ? [] : (AlertLink[])[new("The post in Teams", original)], .. addresses.Skip(1).Select(address => new AlertLink(address, address))],
            Key: key is null ? null : OutsideText.Line(key, 500));
    }

    private static AlertStatus? StatusOf(CardPost post)
    {
        if (Bracket().Match(post.Title) is { Success: true } bracket) return bracket.Groups[1].Value.Equals("RESOLVED", StringComparison.OrdinalIgnoreCase) ? AlertStatus.Resolved : AlertStatus.Firing;
        if (post.Facts.FirstOrDefault(fact => fact.Name.Equals("status", StringComparison.OrdinalIgnoreCase) || fact.Name.Equals("state", StringComparison.OrdinalIgnoreCase)).Value is { } told)
        {
            return WordsOf(told).Any(word => StatusReading.IsOver(word)) ? AlertStatus.Resolved : AlertStatus.Firing;
        }

        return GoodColors.Contains(post.Color, StringComparer.OrdinalIgnoreCase) || Status().Matches(post.Title).Any(word => StatusReading.IsOver(word.Value)) ? AlertStatus.Resolved : null;
    }

    private string? ServiceIn(string text) => WordsOf(text).Select(word => services.TryGetValue(word, out var name) ? name : null).FirstOrDefault(name => name is not null);

    private static IEnumerable<string> WordsOf(string text) => Words().Matches(text).Select(word => word.Value.TrimEnd('.', '/', '-'));

    [GeneratedRegex(@"^\s*(?:Alerts\s+)?(Firing|Resolved)\s*:?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*[-*]\s*([A-Za-z_][A-Za-z0-9_]*)\s*[=:]\s*(.+?)\s*$")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\s*Source:\s*\[?(?:[^\]]*\]\()?(https?://[^\s)]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"\[(FIRING|RESOLVED)(?::\d+)?[^\]]*\]", RegexOptions.IgnoreCase)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\[(?:FIRING|RESOLVED)(?::\d+)?[^\]]*\]|[\[\]*_~`]", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\b(?:firing|resolved|recovered|recovery|triggered|alarm|alert|problem|critical|warning|error|ok|closed|opened|open|up|down|healthy|unhealthy|fixed|cleared)\b(?::\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"\d+(?:[.,:]\d+)*")]
    private static partial Regex Figures();

    [GeneratedRegex(@"[\p{L}\p{N}_][\p{L}\p{N}_./-]*")]
    private static partial Regex Words();
}
