using ChatOps.Storage.Alerts;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Chat;
using ChatOps.Storage.Deadlines;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.Operations;
using ChatOps.Storage.Outbox;
using ChatOps.Storage.People;
using ChatOps.Storage.Platforms;
using ChatOps.Storage.Silences;
using ChatOps.Storage.Statistics;

namespace ChatOps.Storage;

/// <summary>One state of the database, for reading. Used by the function that got it, and not kept.</summary>
public sealed class ReadTransaction
{
    internal ReadTransaction(Connection connection) => Connection = connection;

    /// <summary>Incidents.</summary>
    public IncidentReads Incidents => new(Connection);

    /// <summary>Incidents in the order of urgency.</summary>
    public UrgentReads Urgent => new(Connection);

    /// <summary>The append-only record.</summary>
    public TimelineReads Timeline => new(Connection);

    /// <summary>Post-mortems.</summary>
    public PostMortemReads PostMortems => new(Connection);

    /// <summary>The known label sets.</summary>
    public AlertReads Alerts => new(Connection);

    /// <summary>When sources were last heard.</summary>
    public SourceReads Sources => new(Connection);

    /// <summary>Silences.</summary>
    public SilenceReads Silences => new(Connection);

    /// <summary>The running clocks.</summary>
    public DeadlineReads Deadlines => new(Connection);

    /// <summary>What waits to be sent, and what was sent.</summary>
    public OutboxReads Outbox => new(Connection);

    /// <summary>Attempts of recovery.</summary>
    public AttemptReads Attempts => new(Connection);

    /// <summary>Deliveries that were answered.</summary>
    public ReceivedReads Received => new(Connection);

    /// <summary>Switches that outlast a restart.</summary>
    public SwitchReads Switches => new(Connection);

    /// <summary>Platform identities that people linked to themselves.</summary>
    public LinkReads Links => new(Connection);

    /// <summary>What adapters have to remember.</summary>
    public NoteReads Notes => new(Connection);

    /// <summary>What was said on the local chat.</summary>
    public ChatReads Chat => new(Connection);

    /// <summary>How incidents and attempts ended.</summary>
    public OutcomeReads Outcomes => new(Connection);

    /// <summary>What was learnt of runbooks.</summary>
    public RunbookScoreReads Scores => new(Connection);

    /// <summary>Inputs that could not be served.</summary>
    public ParkedReads Parked => new(Connection);

    internal Connection Connection { get; }
}
