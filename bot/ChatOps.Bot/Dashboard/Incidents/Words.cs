using System.Globalization;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Bot.Dashboard.Incidents;

/// <summary>The page's own sentences.</summary>
internal static class Words
{
    private const int DetailBegin = 40;

    /// <summary>What is open, in one line.</summary>
    public static string Summary(Overview overview)
    {
        if (overview.Open == 0) return "No open incident";
        var parts = new List<string> { Counted(overview.Open, "open incident", "open incidents") };
        if (overview.Undecided > 0) parts.Add(Counted(overview.Undecided, "needs a decision", "need a decision"));
        if (overview.Unacknowledged > 0) parts.Add(Counted(overview.Unacknowledged, "waits to be acknowledged", "wait to be acknowledged"));
        return string.Join(" · ", parts);
    }

    /// <summary>A number and the noun that goes with it.</summary>
    public static string Counted(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>What is wrong, as all messages call it (<c>checkout is down</c>), as a line of its own.</summary>
    public static string Title(Incident incident)
    {
        var what = OutsideText.Line(IncidentWords.What(incident), 200);
        // Names of services keep their letters; our own words begin a line.
        return what.StartsWith("a ", StringComparison.Ordinal) || what.StartsWith("the ", StringComparison.Ordinal) || what.StartsWith("major ", StringComparison.Ordinal) ? char.ToUpperInvariant(what[0]) + what[1..] : what;
    }

    /// <summary>What its first alert or its reporter says, where that is more than the title has already; else null.</summary>
    public static string? Detail(Incident incident)
    {
        var said = OutsideText.Line(incident.Title);
        // A long one stands in the title as far as there is room; the thread and the alert have all of it.
        return Title(incident).Contains(said[..Math.Min(said.Length, DetailBegin)], StringComparison.OrdinalIgnoreCase) ? null : said;
    }

    /// <summary>The challenge in plain words (<c>service down</c>).</summary>
    public static string Of(Core.Alerts.Challenge challenge) =>
        challenge == Core.Alerts.Challenge.Unknown ? "unknown kind" : string.Concat(challenge.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
