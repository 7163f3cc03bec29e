using ChatOps.Storage.Alerts;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Chat;
using ChatOps.Storage.Deadlines;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.Operations;
using ChatOps.Storage.Outbox;
using ChatOps.Storage.People;
using ChatOps.Storage.Platforms;
using ChatOps.Storage.Silences;
using ChatOps.Storage.Statistics;

namespace ChatOps.Storage;

public sealed partial class WriteTransaction
{
    /// <summary>Incidents and the keys that they hold.</summary>
    public IncidentRows Incidents => new(Connection);

    /// <summary>The append-only record.</summary>
    public TimelineRows Timeline => new(Connection);

    /// <summary>Post-mortems.</summary>
    public PostMortemRows PostMortems => new(Connection);

    /// <summary>The known label sets.</summary>
    public AlertRows Alerts => new(Connection);

    /// <summary>When sources were last heard.</summary>
    public SourceRows Sources => new(Connection);

    /// <summary>Silences.</summary>
    public SilenceRows Silences => new(Connection);

    /// <summary>The running clocks.</summary>
    public DeadlineRows Deadlines => new(Connection);

    /// <summary>Messages on their way out.</summary>
    public PostRows Posts => new(Connection);

    /// <summary>Head messages that are behind, and where they landed.</summary>
    public ShowRows Shows => new(Connection);

    /// <summary>The digests of a storm.</summary>
    public DigestRows Digests => new(Connection);

    /// <summary>Answers that follow an acknowledgement.</summary>
    public LateAnswerRows LateAnswers => new(Connection);

    /// <summary>Attempts of recovery.</summary>
    public AttemptRows Attempts => new(Connection);

    /// <summary>Deliveries that were answered.</summary>
    public ReceivedRows Received => new(Connection);

    /// <summary>Switches that outlast a restart.</summary>
    public SwitchRows Switches => new(Connection);

    /// <summary>Platform identities that people linked to themselves.</summary>
    public LinkRows Links => new(Connection);

    /// <summary>What adapters have to remember.</summary>
    public NoteRows Notes => new(Connection);

    /// <summary>What is said on the local chat.</summary>
    public ChatRows Chat => new(Connection);

    /// <summary>How incidents and attempts ended.</summary>
    public OutcomeRows Outcomes => new(Connection);

    /// <summary>What was learnt of runbooks.</summary>
    public RunbookScoreRows Scores => new(Connection);

    /// <summary>Inputs that could not be served.</summary>
    public ParkedRows Parked => new(Connection);

    /// <summary>Writes a row that says nothing, to see whether the disk takes it.</summary>
    public void Probe(DateTimeOffset now)
    {
        using var put = Connection.Prepare("insert into probe (id, at) values (1, ?) on conflict (id) do update set at = excluded.at");
        put.Bind(now).Run();
    }

    /// <summary>What a sweep or a decision reads in the same transaction.</summary>
    public ReadTransaction Read => new(Connection);
}
