using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// Posts of tools that nobody knows, sent to our incoming webhook: what they say first is the name, without the words and marks of a status and
/// without figures, so that "is over" is recognised as the same. A good colour or a good word resolves; everything else fires.
/// </summary>
internal sealed partial class PlainPosts : AlertFormat
{
    private static readonly string[] GoodColors = ["good", "#36a64f", "#2eb886", "#2eb67d", "#00ff00", "#008000", "#28a745"];

    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var first = post.Summary;
        var name = Status().Replace(Marks().Replace(first, " "), " ");
        name = OutsideText.Line(name.Trim(' ', ':', '-', '|', '*', '.', ','), 200);
        if (name.Length == 0) name = first;
        var good = GoodColors.Contains(post.First?.Color ?? "", StringComparer.OrdinalIgnoreCase)
            || Status().Matches(first).Any(word => StatusReading.Of(word.Value) == AlertStatus.Resolved);
        return
        [
            scope.Make(
                name,
                good ? AlertStatus.Resolved : AlertStatus.Firing,
                [("severity", SeverityIn(first))],
                first,
                string.Join('\n', post.Lines.Where(line => line.Length > 0)),
                Figures().Replace(name.ToLowerInvariant(), "#"),
                post.Links),
        ];
    }

    [GeneratedRegex(@":[a-z0-9_+-]+:|[\[\]*_~`]", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\b(?:firing|resolved|recovered|recovery|triggered|alarm|alert|problem|critical|warning|error|ok|closed|opened|open|up|down|healthy|unhealthy|fixed|cleared)\b(?::\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"\d+(?:[.,:]\d+)*")]
    private static partial Regex Figures();
}
