namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Debian's amtool, unmodified, against a server that speaks Alertmanager's API.</summary>
internal sealed class Amtool(Uri server)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync("amtool", [.. arguments, $"--alertmanager.url={server}"], Bound);
}
