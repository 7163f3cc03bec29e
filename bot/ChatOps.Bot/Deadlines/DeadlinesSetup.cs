using ChatOps.Core.Intake;
using Quartz;

namespace ChatOps.Bot.Deadlines;

/// <summary>Puts the sweeps into the program.</summary>
internal static class DeadlinesSetup
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Long enough for senders and platforms that noticed the restart to be heard before overdue deadlines are served (rule 2.22).
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Adds the sweeps and their trigger.</summary>
    public static void AddDeadlines(this IServiceCollection services, TimeProvider time)
    {
        services.AddSingleton<Sweeper>();
        services.AddHostedService<SweepStart>();
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(time);
            quartz.UseInMemoryStore();
            var job = new JobKey("sweep");
            quartz.AddJob<SweepJob>(sweep => sweep.WithIdentity(job));
            quartz.AddTrigger(trigger => trigger
                .ForJob(job)
                .StartAt(time.GetUtcNow() + Grace)
                .WithSimpleSchedule(schedule => schedule.WithInterval(Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>What a start does before the first sweep.</summary>
    private sealed class SweepStart(Sweeper sweeper) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            try
            {
                await sweeper.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                // Readiness is red and the log says what to do.
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
