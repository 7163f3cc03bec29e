using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>Posts that fit a configured regular expression; its named groups say what is what. Name and service are what stays the same.</summary>
internal sealed class PatternPosts(Regex pattern) : AlertFormat
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var alerts = post.Lines.Distinct(StringComparer.Ordinal).SelectMany(line => pattern.Matches(line).Where(match => match.Length > 0)).Take(Most).Select(match => Make(match, post, scope)).ToList();
        return alerts.Count > 0 ? alerts : null;
    }

    private static Alert Make(Match match, SlackPost post, AlertScope scope)
    {
        string? Group(string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value.Trim() : null;
        var name = Group("name") ?? "unnamed";
        var service = Group("service");
        return scope.Make(
            name,
            Group("status") is { } status ? StatusOf(status) : AlertStatus.Firing,
            [("service", service), ("severity", Group("severity"))],
            match.Value,
            string.Join('\n', post.Lines.Where(line => line.Length > 0)),
            $"{name} {service}",
            post.Links);
    }
}
