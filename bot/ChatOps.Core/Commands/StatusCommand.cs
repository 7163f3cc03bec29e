namespace ChatOps.Core.Commands;

internal sealed class StatusCommand() : Command(
    "status", "status [INC-n or service]", "status INC-42", CommandRole.Anybody,
    "How an incident, a service, or everything stands.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        if (scope.TakeIncident(words) is { } incident && words.AtEnd) return new ParsedCommand.Asks(new Query.IncidentStatus(incident));
        if (words.Take() is not { } service) return new ParsedCommand.Asks(new Query.Overview());
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.ServiceStatus(service));
    }
}
