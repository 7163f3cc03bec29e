using System.Diagnostics.CodeAnalysis;
using ChatOps.Core.Alerts;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>The query of <c>GET /api/v2/alerts</c>.</summary>
/// <param name="Filter">All have to hold.</param>
/// <param name="Active">Whether alerts that no silence covers are wanted.</param>
/// <param name="Silenced">Whether alerts that a silence covers are wanted.</param>
/// <param name="OtherReceiver">True: asked for a receiver that is not the bot.</param>
internal sealed record AlertQuery(Matchers Filter, bool Active, bool Silenced, bool OtherReceiver)
{
    private static readonly string[] Truths = ["true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled"];

    public bool Takes(bool silenced) => !OtherReceiver && (silenced ? Silenced : Active);

    public static bool TryRead(IQueryCollection query, [NotNullWhen(true)] out AlertQuery? read, [NotNullWhen(false)] out string? problem)
    {
        read = null;
        if (!TryFilter(query, out var filter, out problem)) return false;
        var other = false;
        foreach (var receiver in query["receiver"].OfType<string>().Where(receiver => receiver.Length > 0))
        {
            if (!TryReceiver(receiver, out var isBot, out problem)) return false;
            other |= !isBot;
        }

        read = new(filter, Flag(query, "active"), Flag(query, "silenced"), other);
        return true;
    }

    /// <summary>Reads <c>filter</c>, which may stand several times, one matcher each.</summary>
    public static bool TryFilter(IQueryCollection query, [NotNullWhen(true)] out Matchers? filter, [NotNullWhen(false)] out string? problem)
    {
        var matchers = new List<Matcher>();
        (filter, problem) = (null, null);
        foreach (var text in query["filter"])
        {
            if (!Matcher.TryParse(text ?? "", out var matcher, out problem)) return false;
            matchers.Add(matcher);
        }

        filter = new Matchers(matchers);
        return true;
    }

    private static bool TryReceiver(string pattern, out bool isBot, [NotNullWhen(false)] out string? problem)
    {
        (isBot, problem) = (false, null);
        try
        {
            isBot = new Matcher("receiver", MatchOperator.Fits, pattern).Accepts(AlertsGet.Receiver);
            return true;
        }
        catch (FormatException exception)
        {
            problem = $"failed to parse receiver param: {exception.Message}";
            return false;
        }
    }

    // As Go's swag reads it: any of these words is true, every other word is false, none is the default.
    private static bool Flag(IQueryCollection query, string name) =>
        query[name] is not [.., { Length: > 0 } word] || Truths.Contains(word, StringComparer.OrdinalIgnoreCase);
}
