using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>What the commit of a transaction is going to tell.</summary>
internal sealed class CommitNotes
{
    private DateTimeOffset? _clock;
    private DateTimeOffset? _messages;

    public HashSet<IncidentId> Incidents { get; } = [];

    public bool Attempts { get; set; }

    public void Clock(DateTimeOffset dueAt) => _clock = _clock < dueAt ? _clock : dueAt;

    public void Messages(DateTimeOffset dueAt) => _messages = _messages < dueAt ? _messages : dueAt;

    public Committed? ToCommitted() =>
        Incidents.Count == 0 && _messages is null && !Attempts && _clock is null ? null : new Committed(Incidents, _messages, Attempts, _clock);
}
