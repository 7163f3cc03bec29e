using System.Globalization;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Resolving;

namespace ChatOps.Core.Commands;

internal sealed class MergeCommand() : Command(
    "merge", "merge INC-n into INC-m", "merge INC-42 into INC-40", CommandRole.LadderOrOwner,
    "Makes an incident part of another one, which takes over its alerts and the higher level.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        words.TakeIf("into");
        if (words.Take() is not { } word) return Wrong($"`merge` needs the incident that {incident} goes into.");
        if (!IncidentId.TryParse(word, CultureInfo.InvariantCulture, out var into)) return Wrong($"`{Quoted.Word(word)}` is no incident.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.OfIncident(incident, new Merge(scope.By, into, scope.Stamp));
    });
}
