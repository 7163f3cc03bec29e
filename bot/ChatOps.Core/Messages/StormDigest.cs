using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>One message for a place and minute of a storm (rule 2.30): which incidents opened, and each responder called once.</summary>
public static class StormDigest
{
    private const int MostListed = 15;
    private const int MostIds = 12_000;

    /// <summary>Writes the digest.</summary>
    /// <param name="lines">What it stands for, at least one line.</param>
    /// <param name="context">Zone and links.</param>
    public static ChatMessage Write(IReadOnlyList<DigestLine> lines, MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(context);
        var incidents = lines.Select(line => line.Incident).Distinct().Count();
        var called = lines.Where(line => line.Responder is not null).GroupBy(line => line.Responder!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var blocks = new List<Block>();
        foreach (var responder in called)
        {
            var theirs = responder.Select(line => line.Incident).Distinct().OrderBy(id => id.Number).Select(id => id.ToString()).ToList();
            blocks.Add(new Block.Paragraph(Line.Of($"{responder.Key:mention} is called for {Fields.Some(theirs)}.")));
        }

        if (CommonCause(lines) is { } cause) blocks.Add(new Block.Paragraph(cause));
        foreach (var line in lines.DistinctBy(line => line.Incident).Take(MostListed))
        {
            blocks.Add(new Block.Paragraph(Line.Of($"{new Run.Link(line.Incident.ToString(), context.PageOf(line.Incident))} {line.What}")));
        }

        if (incidents > MostListed)
        {
            var others = lines.Select(line => line.Incident).Distinct().Skip(MostListed).Select(id => id.ToString());
            blocks.Add(new Block.Details($"And {IncidentWords.Count(incidents - MostListed, "more incident")}", OutsideText.Lines(string.Join(", ", others), MostIds)));
        }

        return new ChatMessage(
            OutsideText.Line(string.Join(" · ", called.Select(responder => $"{responder.Key} is called for {Count(responder)}").Prepend($"{IncidentWords.Count(incidents, "incident")} in one minute"))),
            Line.Of($"{IncidentWords.Count(incidents, "incident"):strong} in one minute; each responder is called once, here."),
            blocks,
            [],
            Line.Of($"Each climbs by itself unless somebody acknowledges it ({$"ack {lines[0].Incident}":code}); the page tells when."));
    }

    private static int Count(IEnumerable<DigestLine> lines) => lines.Select(line => line.Incident).Distinct().Count();

    private static IReadOnlyList<Run>? CommonCause(IReadOnlyList<DigestLine> lines)
    {
        var cause = lines.DistinctBy(line => line.Incident).SelectMany(line => line.DependsOn).GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).FirstOrDefault();
        return cause is null || cause.Count() < 2 ? null : Line.Of($"{cause.Count()} of them depend on {cause.Key}.");
    }
}

/// <summary>One incident in a digest.</summary>
/// <param name="Incident">Its id.</param>
/// <param name="What">What is broken, in a few words.</param>
/// <param name="DependsOn">The services that its service needs.</param>
/// <param name="Responder">Who is called for it, or null.</param>
/// <param name="Mention">The number of that mention, or null.</param>
public sealed record DigestLine(IncidentId Incident, string What, IReadOnlyList<string> DependsOn, string? Responder, int? Mention);
