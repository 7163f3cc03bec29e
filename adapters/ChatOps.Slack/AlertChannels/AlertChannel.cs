using System.Text.RegularExpressions;

namespace ChatOps.Slack.AlertChannels;

/// <summary>A channel in which another tool posts its alerts (configuration <c>Slack:AlertChannels</c>).</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Kind">Whose posts they are.</param>
/// <param name="Pattern">For <see cref="AlertChannelKind.Pattern"/>: what a post has to fit, with the named groups <c>name</c>, <c>status</c>, <c>service</c>, <c>severity</c>.</param>
/// <param name="Service">The service of every alert that names none itself; null: it is looked for in the catalog.</param>
public sealed record AlertChannel(string Channel, AlertChannelKind Kind, Regex? Pattern = null, string? Service = null)
{
    /// <summary>The named groups that a pattern may have; the first has to be there.</summary>
    public static readonly IReadOnlyList<string> Groups = ["name", "status", "service", "severity"];

    /// <summary>Reads a pattern. It is matched in time that grows with the text alone, as posts are texts of strangers.</summary>
    /// <exception cref="FormatException">It is none, or has no group <c>name</c>, or one that is not known; the message says so.</exception>
    public static Regex Read(string pattern)
    {
        Regex regex;
        try
        {
            regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new FormatException(wrong.Message, wrong);
        }

        var named = regex.GetGroupNames().Where(group => !char.IsAsciiDigit(group[0])).ToList();
        if (!named.Contains("name")) throw new FormatException("the group (?<name>…) is missing");
        return named.FirstOrDefault(group => !Groups.Contains(group)) is { } unknown ? throw new FormatException($"the group {unknown} is none of {string.Join(", ", Groups)}") : regex;
    }
}

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
