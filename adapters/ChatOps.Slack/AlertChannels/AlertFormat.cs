using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>How the posts of one sender are read. Their templates are people's to change, so titles come first and colours are hints.</summary>
internal abstract partial class AlertFormat
{
    /// <summary>The alerts of a post; null when it is none of this sender's, none when it says nothing that counts.</summary>
    public abstract IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope);

    /// <summary>The format of a channel.</summary>
    public static AlertFormat Of(AlertChannel channel) => channel.Kind switch
    {
        AlertChannelKind.Alertmanager => new AlertmanagerPosts(),
        AlertChannelKind.Grafana => new GrafanaPosts(),
        AlertChannelKind.PagerDuty => new PagerDutyPosts(),
        AlertChannelKind.Datadog => new DatadogPosts(),
        AlertChannelKind.CloudWatch => new CloudWatchPosts(),
        AlertChannelKind.Pattern => new PatternPosts(channel.Pattern!),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel.Kind, "a kind of channel that nobody reads"),
    };

    /// <summary>Formats that tell by themselves whether a post is theirs, for a webhook that anything may call; what none knows is read as it stands.</summary>
    public static IReadOnlyList<AlertFormat> Known { get; } = [new GrafanaPosts(), new AlertmanagerPosts(), new DatadogPosts(), new CloudWatchPosts(), new PagerDutyPosts()];

    /// <summary>A severity that stands among these words, or null.</summary>
    protected static string? SeverityIn(string text) => WordsOf(text).FirstOrDefault(SeverityReading.Knows)?.ToLowerInvariant();

    /// <summary>The words of a text: names may have dots, hyphens and slashes in them.</summary>
    public static IEnumerable<string> WordsOf(string text) => Words().Matches(text).Select(word => word.Value.TrimEnd('.', '/', '-'));

    [GeneratedRegex(@"[\p{L}\p{N}_][\p{L}\p{N}_./-]*")]
    private static partial Regex Words();
}

/// <summary>What reading a post needs to know beside it.</summary>
/// <param name="Source">What incidents call the sender.</param>
/// <param name="Now">The time of the post.</param>
/// <param name="Service">The service of alerts that name none, or null.</param>
/// <param name="Services">The catalog's services, one of which a post may name.</param>
/// <param name="Original">Where the post stands, or null.</param>
internal sealed record AlertScope(string Source, DateTimeOffset Now, string? Service, HashSet<string> Services, string? Original)
{
    private const int LongestKey = 500;
    private const int LongestLabel = 300;
    private const int LongestText = 3000;
    private const int MostLinks = 5;

    /// <summary>The catalog's service that a text names, or null.</summary>
    public string? ServiceIn(string text) => AlertFormat.WordsOf(text).Select(word => Services.TryGetValue(word, out var name) ? name : null).FirstOrDefault(name => name is not null);

    /// <summary>One alert of a post.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="status">Whether its condition holds.</param>
    /// <param name="labels">Further labels; empty ones are left out.</param>
    /// <param name="summary">What people read.</param>
    /// <param name="description">More of it.</param>
    /// <param name="key">What is the same when it is over; null: the labels are.</param>
    /// <param name="links">Where it leads, the most telling first.</param>
    public Alert Make(string name, AlertStatus status, IEnumerable<(string Name, string? Value)> labels, string? summary, string? description, string? key, IEnumerable<string> links)
    {
        var all = labels.Prepend(("alertname", name)).Where(label => !string.IsNullOrWhiteSpace(label.Item2)).Select(label => KeyValuePair.Create(OutsideText.Line(label.Item1, LongestLabel), OutsideText.Line(label.Item2, LongestLabel))).ToList();
        if (!all.Exists(label => label.Key == "service") && (Service ?? ServiceIn($"{name} {summary}")) is { } service) all.Add(new("service", service));
        var addresses = links.Distinct(StringComparer.Ordinal).Take(MostLinks).ToList();
        return new Alert(
            Source,
            LabelSet.From(all),
            LabelSet.Of(("description", OutsideText.Lines(description, LongestText)), ("summary", OutsideText.Line(summary, LongestLabel))),
            status,
            Now,
            status == AlertStatus.Resolved ? Now : null,
            GeneratorUrl: addresses.FirstOrDefault(),
            Links: [.. (Original is { } post ? (AlertLink[])[new("The post in Slack", post)] : []), .. addresses.Skip(1).Select(address => new AlertLink(address, address))],
            Key: key is null ? null : OutsideText.Line(key, LongestKey));
    }
}
