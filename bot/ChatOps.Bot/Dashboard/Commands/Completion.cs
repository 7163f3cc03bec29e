using ChatOps.Bot.Dashboard.Incidents;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>What may come next in the command box: commands, then what belongs at each of their places.</summary>
internal sealed class Completion(Board board)
{
    private const int Most = 8;

    /// <summary>Ways to go on from this text; empty when anything may follow.</summary>
    public async Task<IReadOnlyList<Choice>> OfAsync(string text, IncidentId? incident, CancellationToken cancellationToken)
    {
        var place = Grammar.PlaceOf(text, incident);
        var offered = place.Slot is { } slot ? (await OfferedAsync(slot, cancellationToken)).ToArray() : [];
        var begin = offered.Where(offer => offer.Word.StartsWith(place.Word, StringComparison.OrdinalIgnoreCase)).ToArray();
        // Who remembers a word of what is broken and not its id still finds it.
        var fitting = begin.Length > 0 || place.Word.Length < 3 ? begin : [.. offered.Where(offer => offer.What.Contains(place.Word, StringComparison.OrdinalIgnoreCase))];
        if (fitting is [var only] && only.Word.Equals(place.Word, StringComparison.OrdinalIgnoreCase)) return [];
        return [.. fitting.Take(Most).Select(offer => new Choice(offer.Word, offer.What, $"{place.Before}{offer.Word} "))];
    }

    private async Task<IEnumerable<(string Word, string What)>> OfferedAsync(Slot slot, CancellationToken cancellationToken) => slot switch
    {
        Slot.OneOf one => one.Words.Select(word => (word, "")),
        Slot.Named { What: "command" } => CommandTable.All.Select(command => (command.Name, FirstSentence(command.Help))),
        Slot.Named { What: "INC-n" } => await IncidentsAsync(cancellationToken),
        Slot.Named { What: "INC-n or service" or "service or INC-n" } => [.. await IncidentsAsync(cancellationToken), .. Services()],
        Slot.Named { What: "service" or "service or matcher" } => Services(),
        Slot.Named { What: "person" } => board.People.Select(person => (person.Name, string.Join(", ", person.Roles))),
        Slot.Named { What: "role" } => board.Roles.Select(role => (role, "")),
        Slot.Named { What: "runbook" } => board.Runbooks.Select(runbook => (runbook.Name, FirstSentence(runbook.Says))),
        Slot.Named { What: "id" } => await SilencesAsync(cancellationToken),
        _ => [],
    };

    private IEnumerable<(string Word, string What)> Services() => board.ServiceNames.Select(name => (name, ""));

    private async Task<IEnumerable<(string Word, string What)>> IncidentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await board.IncidentsAsync(new ListFilter(), cancellationToken)).Items.Select(incident => (incident.Id.ToString(), Words.Title(incident)));
        }
        catch (StorageUnavailableException)
        {
            // The banner says so already; a completion less is no news.
            return [];
        }
    }

    private async Task<IEnumerable<(string Word, string What)>> SilencesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await board.SilencesAsync(cancellationToken)).Where(one => one.State != Core.Alerts.SilenceState.Expired).Select(one => (one.Silence.Id, one.Silence.Matchers.ToString()));
        }
        catch (StorageUnavailableException)
        {
            return [];
        }
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;
}

/// <summary>One way to go on.</summary>
/// <param name="Word">The word that is added.</param>
/// <param name="What">What it stands for.</param>
/// <param name="Text">The whole box once it is taken.</param>
internal sealed record Choice(string Word, string What, string Text);
