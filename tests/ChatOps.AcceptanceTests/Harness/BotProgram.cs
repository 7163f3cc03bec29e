namespace ChatOps.AcceptanceTests.Harness;

/// <summary>The bot's program as somebody at a terminal calls it, until it ends by itself.</summary>
internal static class BotProgram
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    public static Task<CommandResult> RunAsync(string folder, IEnumerable<string> arguments) =>
        Command.RunAsync(Built.Dotnet, [Built.Bot, .. arguments], EndsWithin, folder);
}
