namespace ChatOps.Core.Commands;

internal sealed class DeclareCommand() : Command(
    "declare", "declare <service> <what is wrong> [--major]", "declare checkout nobody can pay", CommandRole.Person,
    "Opens an incident without an alert, or adds to the one that is open. `--major` makes it a major incident, which asks the user at once.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        // A phone turns two hyphens into a dash.
        var major = words.TakeFlag("--major") || words.TakeFlag("—major");
        if (words.Take() is not { Length: > 0 } service) return Wrong("`declare` needs a service and what is wrong.");
        return Quoted.Remark(words.TakeRest()) is { } what
            ? new ParsedCommand.Declares(service, what, major)
            : Wrong($"`declare` needs what is wrong with {Quoted.Word(service)}.");
    }
}
