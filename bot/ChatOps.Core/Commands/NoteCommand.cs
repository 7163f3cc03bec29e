using ChatOps.Core.Incidents.Advising;

namespace ChatOps.Core.Commands;

internal sealed class NoteCommand() : Command(
    "note", "note INC-n <text>", "note INC-42 the disk was swapped at noon", CommandRole.Person,
    "Writes something down on the incident's timeline.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        OfIncident(words, scope, incident => Quoted.Remark(words.TakeRest()) is { } text
            ? new ParsedCommand.OfIncident(incident, new Note(scope.By, text))
            : Wrong("`note` needs the text."));
}
