using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>Posts that fit a configured pattern.</summary>
internal sealed class PatternPosts(AlertPattern pattern) : AlertFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var found = pattern.In(post.Lines);
        if (found.Count == 0) return null;
        var text = string.Join('\n', post.Lines.Where(line => line.Length > 0));
        return [.. found.Select(alert => scope.Make(alert.Name, alert.Status, [("service", alert.Service), ("severity", alert.Severity)], alert.Text, text, alert.Key, post.Links))];
    }
}
