using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using ChatOps.Core.Masking;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Slack;
using ChatOps.Storage;
using ChatOps.Teams;

namespace ChatOps.Bot.Intake;

/// <summary>Puts the commit path into the program.</summary>
internal static class IntakeSetup
{
    /// <summary>Adds the way in. It needs <see cref="Database"/>, <see cref="RunbookShelf"/>, <see cref="SecretMask"/>, <see cref="MessageContext"/> and <see cref="IQueryAnswers"/>.</summary>
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<CommitNews>();
        services.AddSingleton(WorldOf);
        services.AddSingleton<IntakeState>(provider => new(provider.GetRequiredService<World>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<CommitNews>(), provider.GetRequiredService<SourceTraffic>().TakenAt));
        services.AddHostedService<IncidentLog>();
        services.AddSingleton<IntakeService>();
        services.AddSingleton<IIntake>(provider => provider.GetRequiredService<IntakeService>());
        services.AddSingleton<ISilences, StoredSilences>();
        services.AddSingleton<IAlertReader, StoredAlerts>();
    }

    private static World WorldOf(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<Settings>();
        var catalog = new Catalog(settings.Services, settings.Exporters);
        var mask = provider.GetRequiredService<SecretMask>();
        return new World
        {
            Policy = settings.Escalation,
            WorkingHours = settings.WorkingHours,
            Reachable = ReachableOf(settings),
            Roster = settings.Roster,
            Catalog = catalog,
            Filing = new AlertFiling(catalog.Services, settings.Classification, settings.KeyLabels, mask),
            Mask = mask,
            Routing = new Routing(settings.Routes, catalog, settings.Platforms),
            Direct = [.. DirectOf(settings)],
            Runbooks = provider.GetRequiredService<RunbookShelf>(),
            Messages = provider.GetRequiredService<MessageContext>(),
            StormPerMinute = settings.StormPerMinute,
            SilentAfter = settings.Sources.Where(source => source.SilentAfter is not null).ToDictionary(source => source.Name, source => source.SilentAfter!.Value, StringComparer.Ordinal),
            WatchdogWithin = settings.Sources.ToDictionary(source => source.Name, source => source.WatchdogWithin, StringComparer.Ordinal),
        };
    }

    private static IEnumerable<DirectMessages> DirectOf(Settings settings)
    {
        if (settings.Slack is { DirectMessages: true }) yield return new DirectMessages(SlackOptions.Platform, settings.Roster, SlackOptions.IsPerson);
        if (settings.Teams is { DirectMessages: true }) yield return new DirectMessages(TeamsOptions.Platform, settings.Roster, TeamsOptions.IsPerson);
    }

    /// <summary>Where the local chat is the only platform it reaches every responder without a handle; beside others a handle is needed (rule 2.12).</summary>
    private static HashSet<string> ReachableOf(Settings settings)
    {
        var others = settings.Platforms.Where(platform => platform != Routing.Local).ToList();
        var reachable = settings.Roster.Responders.Where(responder => others.Count == 0 || others.Any(responder.Handles.ContainsKey)).Select(responder => responder.Role);
        return (others.Count == 0 ? reachable.Concat(Role.Ladder) : reachable).ToHashSet(StringComparer.Ordinal);
    }
}
