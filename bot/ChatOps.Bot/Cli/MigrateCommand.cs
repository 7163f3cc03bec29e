using ChatOps.Bot.Configuration;
using ChatOps.Storage;

namespace ChatOps.Bot.Cli;

/// <summary><c>migrate</c>: brings the database's tables up to date without starting the bot.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(Launch launch, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var settings = Settings.Read(SettingsSources.Read(launch, findings), findings);
        findings.ThrowIfWrong();
        using var database = new Database(new StorageOptions { ConnectionString = settings.Storage.ConnectionString }, _ => { });
        await database.StartAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{database.File} is up to date.").ConfigureAwait(false);
        return 0;
    }
}
