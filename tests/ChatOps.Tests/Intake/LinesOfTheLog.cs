using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using Microsoft.Extensions.Logging;

namespace ChatOps.Tests.Intake;

/// <summary>What the log says of an incident, each line with its id.</summary>
internal sealed class LinesOfTheLog
{
    [Test]
    public async Task An_incident_is_found_in_the_log_when_it_opens_rises_finds_an_owner_and_ends()
    {
        using var rig = new IntakeRig();
        var lines = new Lines();
        var log = new IncidentLog(rig.Commits, new MessageContext(TimeZoneInfo.Utc, "http://127.0.0.1:8080"), lines);
        await log.StartAsync(CancellationToken.None);

        await rig.Fire(service: "pay");
        await rig.Fire(service: "pay");
        await rig.Say("ack INC-1");
        await rig.Resolve(service: "pay");

        Assert.That(lines.All, Is.EqualTo((string[])
        [
            "INC-1: opened: pay is down, 1 alert from alert (TargetDown).",
            "INC-1: Level 2: backend-coordinator was called, because no runbook for ServiceDown.",
            "INC-1: ana acknowledged and has it.",
            "INC-1: Resolved by its source, all alerts resolved.",
        ]));
        Assert.That(lines.Incidents, Is.All.EqualTo(new IncidentId(1)));
    }

    private sealed class Lines : ILogger<IncidentLog>
    {
        public List<string> All { get; } = [];

        public List<object?> Incidents { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            All.Add(formatter(state, exception));
            Incidents.Add(((IReadOnlyList<KeyValuePair<string, object?>>)state!).First(pair => pair.Key == "Incident").Value);
        }
    }
}
