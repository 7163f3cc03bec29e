using ChatOps.Core.Alerts;

namespace ChatOps.Slack.AlertChannels;

/// <summary>A channel in which another tool posts its alerts (configuration <c>Slack:AlertChannels</c>).</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Kind">Whose posts they are.</param>
/// <param name="Pattern">For <see cref="AlertChannelKind.Pattern"/>: what a post has to fit.</param>
/// <param name="Service">The service of every alert that names none itself; null: it is looked for in the catalog.</param>
public sealed record AlertChannel(string Channel, AlertChannelKind Kind, AlertPattern? Pattern = null, string? Service = null);

/// <summary>The senders whose posts can be read.</summary>
public enum AlertChannelKind
{
    /// <summary>Alertmanager's own Slack receiver.</summary>
    Alertmanager,

    /// <summary>Grafana's Slack contact point.</summary>
    Grafana,

    /// <summary>PagerDuty's app.</summary>
    PagerDuty,

    /// <summary>Datadog's app.</summary>
    Datadog,

    /// <summary>CloudWatch alarms, by the app of AWS (AWS Chatbot, Amazon Q Developer) or by a function.</summary>
    CloudWatch,

    /// <summary>Anything that fits a regular expression.</summary>
    Pattern,
}
