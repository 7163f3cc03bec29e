using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// Alertmanager's Slack receiver with its default template: the title is <c>[FIRING:2] DiskFull db (critical node-1)</c>, the values of the group's
/// labels without their names. What stands in the brackets behind changes as alerts join and leave, so the part before tells groups apart.
/// </summary>
internal sealed partial class AlertmanagerPosts : AlertFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var alerts = new List<Alert>();
        foreach (var (title, text, links) in Titles(post))
        {
            if (Title().Match(title) is not { Success: true } read) continue;
            var group = read.Groups["group"].Value.Trim();
            var common = read.Groups["common"].Value;
            var name = WordsOf(group).FirstOrDefault() ?? WordsOf(common).FirstOrDefault() ?? "unnamed";
            alerts.Add(scope.Make(
                name,
                read.Groups["status"].Value.Equals("FIRING", StringComparison.OrdinalIgnoreCase) ? AlertStatus.Firing : AlertStatus.Resolved,
                [("severity", SeverityIn(common) ?? SeverityIn(group)), ("service", scope.ServiceIn($"{group} {common}"))],
                title,
                text,
                $"{name} {(group.Length > 0 ? group : common)}",
                links));
        }

        return alerts.Count > 0 ? alerts : null;
    }

    private static IEnumerable<(string Title, string Text, IEnumerable<string> Links)> Titles(SlackPost post) =>
        post.Attachments.Select(attachment => (attachment.Title.Length > 0 ? attachment.Title : attachment.Fallback, attachment.Text, (IEnumerable<string>)(attachment.TitleLink is { } link ? [link] : [])))
            .Append((post.Text, "", post.Links));

    [GeneratedRegex(@"^[^\[\n]{0,60}\[(?<status>FIRING|RESOLVED)(?::\d+)?(?:,\s*RESOLVED:\d+)?\]\s*(?<group>[^(\n]*)(?:\((?<common>[^\n]*)\))?", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
