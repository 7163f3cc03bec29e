namespace ChatOps.Core.Commands;

/// <summary>All commands, in the order in which help lists them.</summary>
public static class CommandTable
{
    /// <summary>The commands.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        new HelpCommand(), new StatusCommand(), new ListCommand(), new OnCallCommand(), new RunbooksCommand(), new StatsCommand(), new PostMortemCommand(), new LinkCommand(),
        new AckCommand(), new UnackCommand(), new GuideCommand(), new NoteCommand(), new ConsultCommand(), new EscalateCommand(), new AssignCommand(), new SnoozeCommand(),
        new RetryCommand(), new RunCommand(), new ApproveCommand(), new RejectCommand(), new DecideCommand(),
        new ResolveCommand(), new ReopenCommand(), new MergeCommand(), new DeclareCommand(), new SilenceCommand(), new UnsilenceCommand(), new RecoveryCommand(),
    ];

    /// <summary>The command of this name or alias, in any case; or null.</summary>
    public static Command? Find(string name) =>
        All.FirstOrDefault(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || command.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The command whose name is nearest to this word, or null when none is near.</summary>
    internal static Command? NearestTo(string word) => Nearest.To(word, All.SelectMany(command => command.Aliases.Prepend(command.Name))) is { } name ? Find(name) : null;

    /// <summary>Who may use a command, in words.</summary>
    public static string WordsFor(CommandRole role) => role switch
    {
        CommandRole.Anybody => "anybody known here",
        CommandRole.Person => "any person",
        CommandRole.LadderOrOwner => "any role of the ladder, or the owner",
        CommandRole.LevelOrOwner => "a role of the incident's level or above, or its owner",
        CommandRole.Approver => "a role that the runbook or service names (by default coordinators and above)",
        CommandRole.User => "the user",
        CommandRole.Coordinator => "coordinators and above",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "a kind of role that has no words"),
    };
}
