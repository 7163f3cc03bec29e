using ChatOps.Bot.Configuration;
using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Hosting;

/// <summary>The database and what it tells, for the program.</summary>
internal static class StorageSetup
{
    /// <summary>Adds the database; its folder is made and its tables are brought up to date at start.</summary>
    public static void AddStorage(this IServiceCollection services, StorageSettings settings) => services.AddSingleton(provider =>
    {
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("ChatOps.Storage");
        return new Database(new StorageOptions { ConnectionString = settings.ConnectionString }, notice => Tell(log, notice));
    });

    /// <summary>Opens it. One that cannot be used now (full, read-only, damaged) keeps nothing from starting: readiness is red, and senders are told to come again.</summary>
    /// <exception cref="NewerDatabaseException">A newer ChatOps wrote it.</exception>
    /// <exception cref="DatabaseInUseException">Another ChatOps runs on it.</exception>
    public static async Task OpenAsync(Database database, CancellationToken cancellationToken)
    {
        try
        {
            await database.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // The database has told the log what to do, and tries again with the next input.
        }
    }

    private static void Tell(ILogger log, StorageNotice notice)
    {
        var level = notice.Kind switch
        {
            StorageNoticeKind.Available => LogLevel.Information,
            _ => LogLevel.Error,
        };
        log.Log(level, notice.Cause, "{Text}", notice.Text);
    }
}
