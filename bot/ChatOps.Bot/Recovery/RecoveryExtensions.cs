using ChatOps.Core.Masking;

namespace ChatOps.Bot.Recovery;

/// <summary>Puts self-recovery together.</summary>
internal static class RecoveryExtensions
{
    /// <summary>Adds what runs attempts. The database, the intake, the clock and a <see cref="SecretMask"/> come from others.</summary>
    public static IServiceCollection AddRecovery(this IServiceCollection services, Runbooks runbooks) => services
        .AddSingleton(_ => runbooks)
        .AddSingleton(runbooks.Shelf)
        .AddSingleton<AttemptBell>()
        .AddSingleton<CleanText>()
        .AddSingleton<AttemptTurn>()
        .AddSingleton<StepRun>()
        .AddSingleton<RunningAttempt>()
        .AddHostedService<AttemptRunner>();
}
