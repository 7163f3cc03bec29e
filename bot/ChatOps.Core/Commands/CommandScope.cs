using System.Globalization;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Commands;

/// <summary>Where and by whom a command was given.</summary>
/// <param name="By">The person.</param>
/// <param name="Thread">The incident whose thread it was typed in: its id may be left out there.</param>
/// <param name="Stamp">For a button, the incident's stamp when it was drawn (rule 2.16).</param>
internal sealed record CommandScope(Actor By, IncidentId? Thread, int? Stamp)
{
    /// <summary>
    /// The incident that comes next, or that of the thread. In a thread only <c>INC-42</c> names another one: a bare number there is the next
    /// word (<c>decide 2</c>).
    /// </summary>
    public IncidentId? TakeIncident(CommandWords words)
    {
        if (words.Peek is { } word && IsIncident(word, out var incident))
        {
            words.Take();
            return incident;
        }

        return Thread;
    }

    private bool IsIncident(string word, out IncidentId incident) =>
        IncidentId.TryParse(word.TrimEnd(',', ':'), CultureInfo.InvariantCulture, out incident) && (Thread is null || !char.IsAsciiDigit(word[0]));
}
