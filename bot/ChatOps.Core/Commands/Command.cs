using ChatOps.Core.Incidents;

namespace ChatOps.Core.Commands;

/// <summary>One command of section 5 of the protocol: what people are told about it, and what it becomes.</summary>
public abstract class Command
{
    private protected Command(string name, string syntax, string example, CommandRole role, string help, params IReadOnlyList<string> aliases)
    {
        Name = name;
        Syntax = syntax;
        Example = example;
        Role = role;
        Help = help;
        Aliases = aliases;
    }

    /// <summary>The word it begins with.</summary>
    public string Name { get; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>How it is written: <c>&lt;needed&gt;</c>, <c>[may be left out]</c>.</summary>
    public string Syntax { get; }

    /// <summary>One that works as it stands.</summary>
    public string Example { get; }

    /// <summary>Who may use it.</summary>
    public CommandRole Role { get; }

    /// <summary>What it does, in one or two sentences.</summary>
    public string Help { get; }

    /// <summary>Reads what follows the command's word.</summary>
    internal abstract ParsedCommand Parse(CommandWords words, CommandScope scope);

    /// <summary>What is wrong with the way it was typed, and how it is done.</summary>
    private protected ParsedCommand Wrong(string problem) =>
        new ParsedCommand.Answered(new Answer(AnswerOutcome.Invalid, $"{problem} Type it like this: `{Example}`."));

    /// <summary>A command that acts on one incident: reads which, or says that it is missing.</summary>
    private protected ParsedCommand OfIncident(CommandWords words, CommandScope scope, Func<IncidentId, ParsedCommand> then) =>
        scope.TakeIncident(words) is { } incident ? then(incident)
        : words.Peek is { } word ? Wrong($"`{Quoted.Word(word)}` is no incident.")
        : Wrong($"`{Name}` needs the incident.");

    /// <summary>A command that acts on one incident and takes nothing more.</summary>
    private protected ParsedCommand OfIncidentAlone(CommandWords words, CommandScope scope, Func<CommandInput> input) =>
        OfIncident(words, scope, incident => words.Peek is { } more ? TooMuch(more) : new ParsedCommand.OfIncident(incident, input()));

    /// <summary>Something was typed that the command has no use for.</summary>
    private protected ParsedCommand TooMuch(string word) => Wrong($"`{Name}` has no use for `{Quoted.Word(word)}`.");
}

/// <summary>Who may use a command (the table of section 5).</summary>
public enum CommandRole
{
    /// <summary>Anybody known on the platform.</summary>
    Anybody,

    /// <summary>Any person.</summary>
    Person,

    /// <summary>Any role of the ladder, or the incident's owner.</summary>
    LadderOrOwner,

    /// <summary>A role of the incident's level or above, or its owner.</summary>
    LevelOrOwner,

    /// <summary>A role that the runbook or service names; by default coordinators and above.</summary>
    Approver,

    /// <summary>The user.</summary>
    User,

    /// <summary>Coordinators and above.</summary>
    Coordinator,
}
