using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>PagerDuty's app: one post for each of its incidents, with a link to it, and edited when the incident changes. The link is what stays the same.</summary>
internal sealed partial class PagerDutyPosts : AlertFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        if (post.Links.FirstOrDefault(link => Page().IsMatch(link)) is not { } page) return null;
        var lines = post.Lines.SelectMany(line => line.Split('\n')).Select(line => line.Trim(' ', '*')).Where(line => line.Length > 0).ToList();
        var name = lines.Select(line => State().Replace(Emoji().Replace(line, ""), "").Trim(' ', '*', ':', '|')).FirstOrDefault(line => line.Length > 0) ?? "PagerDuty";
        var text = string.Join('\n', lines);
        return
        [
            scope.Make(
                name,
                Over().IsMatch(text) ? AlertStatus.Resolved : AlertStatus.Firing,
                [("service", Service().Match(text) is { Success: true } service ? service.Groups[1].Value.Trim() : null), ("severity", SeverityIn(text))],
                name,
                text,
                page,
                [page]),
        ];
    }

    [GeneratedRegex(@"^https://[\w.-]+\.pagerduty\.com/incidents/\w+", RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@":[a-z0-9_+-]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Emoji();

    [GeneratedRegex(@"^\W*(?:Triggered|Acknowledged|Resolved)\b(?:\W*#\d+\b)?\W*", RegexOptions.IgnoreCase)]
    private static partial Regex State();

    // "Resolve" stands on a button while it is open.
    [GeneratedRegex(@"\bresolved\b|:white_check_mark:", RegexOptions.IgnoreCase)]
    private static partial Regex Over();

    [GeneratedRegex(@"\bService:?[*\s]+([^\n*|]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Service();
}
