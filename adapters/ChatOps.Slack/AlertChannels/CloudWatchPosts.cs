using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// CloudWatch alarms as they arrive in Slack: by the app of AWS (<c>CloudWatch Alarm | name | region | account</c> behind a mark), by the usual function
/// (fields <c>Alarm Name</c>, <c>Current State</c>), or as the notification's own subject (<c>ALARM: "name" in …</c>).
/// </summary>
internal sealed partial class CloudWatchPosts : AlertFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        if ((ByFields(post) ?? ByLine(post)) is not { } alarm) return null;
        AlertStatus? status = alarm.State.ToUpperInvariant() switch
        {
            "ALARM" => AlertStatus.Firing,
            "OK" => AlertStatus.Resolved,
            _ => null,
        };
        // Too few data is neither good nor bad; the alarm itself says how it takes that.
        return status is { } given ? [scope.Make(alarm.Name, given, [], alarm.Name, alarm.Reason, alarm.Name, post.Links)] : [];
    }

    private static Alarm? ByFields(SlackPost post)
    {
        var fields = post.Attachments.SelectMany(attachment => attachment.Fields).ToList();
        string? Field(params string[] names) => fields.FirstOrDefault(field => names.Contains(field.Title.Trim(' ', ':', '*'), StringComparer.OrdinalIgnoreCase))?.Value.Trim(' ', '`', '*');
        return Field("Alarm Name", "Name") is { Length: > 0 } name && Field("Current State", "New State", "State") is { Length: > 0 } state
            ? new Alarm(name, state, Field("Alarm reason", "Reason", "Alarm Description"))
            : null;
    }

    private static Alarm? ByLine(SlackPost post)
    {
        foreach (var line in post.Lines.SelectMany(line => line.Split('\n')))
        {
            if (Subject().Match(line) is { Success: true } subject) return new Alarm(subject.Groups["name"].Value, subject.Groups["state"].Value, null);
            if (Piped().Match(line) is not { Success: true } piped) continue;
            var before = piped.Groups["before"].Value;
            var state = State().Match(line) is { Success: true } named ? named.Value
                : before.Contains(":rotating_light:", StringComparison.Ordinal) || before.Contains("\U0001F6A8", StringComparison.Ordinal) ? "ALARM"
                : before.Contains(":white_check_mark:", StringComparison.Ordinal) || before.Contains('\u2705', StringComparison.Ordinal) ? "OK"
                : "";
            return new Alarm(piped.Groups["name"].Value.Trim(), state, post.First?.Text);
        }

        return null;
    }

    [GeneratedRegex("""\b(?<state>ALARM|OK|INSUFFICIENT_DATA): "(?<name>[^"\n]+)" in """)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(?<before>.*)CloudWatch Alarm\s*\|\s*(?<name>[^|\n]+)\|", RegexOptions.IgnoreCase)]
    private static partial Regex Piped();

    [GeneratedRegex(@"\b(?:ALARM|OK|INSUFFICIENT_DATA)\b")]
    private static partial Regex State();

    private sealed record Alarm(string Name, string State, string? Reason);
}
