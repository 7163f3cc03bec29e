namespace ChatOps.Bot.Cli;

/// <summary>The main job: start, and run until somebody ends it.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        await using var app = ChatOpsApp.Build(launch);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
