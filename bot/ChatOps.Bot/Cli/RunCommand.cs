namespace ChatOps.Bot.Cli;

/// <summary>The main job: start, and run until somebody ends it.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        await using var app = ChatOpsApp.Build(launch);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        // What reading the configuration and runbooks left behind (some 2 MB) is given back before the first alert, not at some time in the night.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
