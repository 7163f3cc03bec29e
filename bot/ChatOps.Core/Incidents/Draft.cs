using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// A decision while it is made: each entry is applied to the incident as it is recorded, so that what is decided next sees the new state.
/// </summary>
internal sealed class Draft(Incident? incident, Situation situation, Actor by, DateTimeOffset now)
{
    private readonly List<TimelineEntry> _entries = [];
    private readonly List<Effect> _effects = [];
    private readonly long _version = incident?.Version ?? 0;
    private readonly Severity _severity = incident?.Severity ?? Severity.None;
    private Incident? _incident = incident;

    public Situation Situation => situation;

    public Actor By => by;

    public DateTimeOffset Now => now;

    /// <summary>The incident as it is by now.</summary>
    public Incident Incident => _incident ?? throw new InvalidOperationException("No incident has been opened.");

    public Ladder Ladder => Incident.Ladder;

    public RecoveryTrack Recovery => Incident.Recovery;

    public EscalationPolicy Policy => Incident.Policy;

    public bool Open => Incident.State != IncidentState.Resolved;

    public WaitTimes Times => new(Incident, situation.WorkingHours, now);

    /// <summary>What was just recorded.</summary>
    public TimelineEntry Last => _entries[^1];

    public void Record(TimelineEntry entry)
    {
        _entries.Add(entry);
        _incident = _incident is null ? Incident.Open(entry) : _incident.Apply(entry);
    }

    public void Do(Effect effect) => _effects.Add(effect);

    /// <summary>
    /// A message about what was just recorded. Flapping holds back the news that alerts and clocks make, never what a person did and never a
    /// mention (rule 2.31).
    /// </summary>
    public void Tell(MessageKind kind)
    {
        if (Incident.Flap.Flapping && by.Kind != ActorKind.Person && kind is MessageKind.News or MessageKind.Report) return;
        _effects.Add(new Post(kind, Last));
    }

    /// <summary>The message that carries a mention of the ladder, about what was just recorded.</summary>
    public void Call(MessageKind kind, Mention mention, bool fallback = false) => _effects.Add(new Post(
        kind,
        Last,
        mention.Number,
        fallback,
        Digest: kind == MessageKind.Mention && !fallback && situation.Storm && Incident.Service.Criticality != Criticality.Critical,
        Thread: mention.Level == 4 ? Incident.Parent : null));

    /// <summary>What has been decided, with the head message shown anew if anything changed.</summary>
    public Decision End(Answer? answer = null)
    {
        if (_incident is { } changed && changed.Version != _version) _effects.Add(new Show(Soon: !_entries.TrueForAll(OnlyCounts)));
        return new Decision(_incident, _entries, _effects, answer);
    }

    private bool OnlyCounts(TimelineEntry entry) => entry switch
    {
        AlertsJoined joined => !joined.Changed && joined.Severity <= _severity,
        AlertsEnded ended => !ended.Changed,
        _ => false,
    };

    public Decision Done(string text) => End(new Answer(AnswerOutcome.Done, text, Incident.Id));

    /// <summary>Nothing happens; the answer says why, or how things stand.</summary>
    public Decision Refuse(AnswerOutcome outcome, string text) => new(_incident, _entries, _effects, new Answer(outcome, text, _incident?.Id));

    public Decision Nothing(string text) => Refuse(AnswerOutcome.Nothing, text);

    public Decision Invalid(string text) => Refuse(AnswerOutcome.Invalid, text);
}
