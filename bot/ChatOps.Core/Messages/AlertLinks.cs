using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>What stands below the fields: the pages for people that the alerts name, and their description.</summary>
internal static class AlertLinks
{
    private const int MostLinks = 6;

    /// <summary>Links to the runbook's page, source, dashboard, silence and our own page, then the description.</summary>
    public static IEnumerable<Block> Below(Incident incident, MessageContext context)
    {
        yield return new Block.Paragraph(Line.Join(" · ", Links(incident, context).Select(link => Line.Of($"{link}"))));
        if (incident.Facts.Alerts.Select(alert => alert.Description).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } description)
        {
            yield return new Block.Details("Description", OutsideText.Lines(description, 1500));
        }
    }

    private static IEnumerable<Run> Links(Incident incident, MessageContext context)
    {
        var outside = incident.Facts.Alerts
            .SelectMany(alert => alert.Links.Select(link => (link.Text, (string?)link.Href)).Prepend(("Source", alert.GeneratorUrl)).Prepend(("Runbook", alert.RunbookUrl)))
            .Where(link => IsAddress(link.Item2))
            .DistinctBy(link => link.Item2)
            .Take(MostLinks)
            .OrderByDescending(link => link.Item1 == "Runbook")
            .Select(link => new Run.Link(OutsideText.Line(link.Item1, 60) is { Length: > 0 } text ? text : "Link", link.Item2!));
        return outside.Append(new Run.Link("Page", context.PageOf(incident.Id)));
    }

    private static bool IsAddress(string? href) =>
        href is { Length: > 0 and <= 2000 } && !href.Any(char.IsWhiteSpace) && Uri.TryCreate(href, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");
}
