using System.CommandLine;

namespace ChatOps.Bot.Cli;

/// <summary>The program's arguments: without a command it runs the bot.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("An incident bot: takes alerts and chat commands, tries self-recovery, and mentions, level by level, who can help.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction((parsed, cancellationToken) => RunCommand.RunAsync(new Launch { Arguments = [.. parsed.UnmatchedTokens] }, cancellationToken));
        return root.Parse(args).InvokeAsync();
    }
}
