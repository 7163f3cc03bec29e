using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>Datadog's app: the title begins with the transition (<c>Triggered: …</c>, <c>Recovered: …</c>), tags stand in the text as <c>service:checkout</c>.</summary>
internal sealed partial class DatadogPosts : AlertFormat
{
    private static readonly string[] Kept = ["service", "env", "host", "severity", "team"];

    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var read = post.Attachments.SelectMany(attachment => (string[])[attachment.Title, attachment.Fallback]).Append(post.Text).Select(title => Title().Match(title)).FirstOrDefault(match => match.Success);
        if (read is null) return null;
        var name = read.Groups["name"].Value.Trim();
        var text = string.Join('\n', post.Lines);
        var tags = Tag().Matches(text).GroupBy(tag => tag.Groups["name"].Value).Where(tag => Kept.Contains(tag.Key)).Select(tag => (tag.Key, (string?)tag.First().Groups["value"].Value));
        return
        [
            scope.Make(
                name,
                read.Groups["status"].Value.StartsWith("Recovered", StringComparison.OrdinalIgnoreCase) ? AlertStatus.Resolved : AlertStatus.Firing,
                tags,
                name,
                post.First?.Text,
                name,
                post.Links),
        ];
    }

    [GeneratedRegex(@"^\W*(?<status>Re-?Triggered|Triggered|Recovered|Warn(?:ing)?|No Data|Re-?notify)\b(?:\s+on\s+\{[^}\n]*\})?\s*[\]:-]\s*(?<name>[^\n]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(?<name>[a-z_]+):(?<value>[\w./-]+)")]
    private static partial Regex Tag();
}
