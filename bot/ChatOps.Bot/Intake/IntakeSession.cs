using ChatOps.Core.Incidents;
using ChatOps.Storage;
using ChatOps.Storage.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>
/// The one place where inputs meet incidents: all inputs of a transaction, one after the other. Each is decided by itself; an incident's row is written
/// once for all of them, and what waits for the commit (pages, delivery, the runner) is told once.
/// </summary>
internal sealed class IntakeSession
{
    /// <summary>A chain of inputs that incidents send each other ends long before this; one that does not is a mistake, and its input is put aside.</summary>
    private const int LongestChain = 10_000;

    private readonly IntakeState _state;
    private readonly Dictionary<IncidentId, WorkingIncident> _incidents = [];
    private readonly Queue<Action> _later = [];
    private readonly List<(IncidentId Incident, TimelineEntry Entry)> _recorded = [];
    private readonly Effects _effects;
    private readonly SituationReader _situations;
    private Found? _openMajor;
    private int _opened;
    private int _forwarded;

    public IntakeSession(WriteTransaction transaction, IntakeState state)
    {
        Transaction = transaction;
        _state = state;
        Now = state.Time.GetUtcNow();
        _effects = new Effects(this);
        _situations = new SituationReader(this);
        Alerts = new AlertSession(this);
        transaction.BeforeCommit(Write);
        transaction.AfterCommit(Remember);
        transaction.AfterRollback(Forget);
    }

    /// <summary>The transaction.</summary>
    public WriteTransaction Transaction { get; }

    /// <summary>The time of everything that happens in this transaction.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The configuration's part of every situation.</summary>
    public World World => _state.World;

    /// <summary>When each source was last heard.</summary>
    public SourceMemory Sources => _state.Sources;

    /// <summary>The alerts of this transaction.</summary>
    public AlertSession Alerts { get; }

    /// <summary>Whether the next incident is one too many within a minute (rule 2.30).</summary>
    public bool Storm => _state.Storm.At(Now, _opened);

    /// <summary>What the commit tells those who wait for it.</summary>
    public CommitNotes News { get; } = new();

    /// <summary>The incident as it stands after the inputs so far; null when there is none.</summary>
    public Incident? Find(IncidentId id) => Working(id)?.Now;

    /// <summary>The incident that holds this key after the inputs so far, or null.</summary>
    public IncidentId? Holding(IncidentKey key) => _state.Keys.HolderOf(key, Transaction.Incidents);

    /// <summary>The open major incident, or null.</summary>
    public IncidentId? OpenMajor => (_openMajor ??= new Found(Transaction.Incidents.OpenMajor())).Incident;

    /// <summary>Gives an input to an incident, or (null) to whatever opens by it.</summary>
    /// <returns>What the decision came to; null when there is no such incident.</returns>
    public Decision? Feed(IncidentId? to, IncidentInput input)
    {
        Alerts.Settle();
        return Decide(to, input);
    }

    /// <summary>As <see cref="Feed"/>, for the alerts themselves.</summary>
    public Decision? Decide(IncidentId? to, IncidentInput input)
    {
        var working = to is { } id ? Working(id) : null;
        if (to is not null && working is null) return null;
        var before = working?.Now;
        var decision = IncidentDecider.Decide(before, input, _situations.For(before, input), Now);
        if (decision.Incident is { } after)
        {
            working ??= Open(after);
            working.Now = after;
            Record(working, decision.Entries);
            Place(working);
            Roots.Watch(this, before, after);
            _effects.Carry(working, decision.Effects);
        }
        else
        {
            _effects.Carry(null, decision.Effects);
        }

        foreach (var forward in decision.Effects.OfType<Forward>()) Forward(forward);
        return decision;
    }

    /// <summary>Writes down what happened around an incident and changes nothing of it: a step of an attempt, a message that was delivered.</summary>
    public void Tell(IncidentId incident, TimelineEntry entry)
    {
        if (Working(incident) is not { } working) return;
        working.Now = working.Now.Apply(entry);
        Record(working, [entry]);
    }

    /// <summary>Does this when the inputs of the transaction have been decided, before it is committed.</summary>
    public void Later(Action action) => _later.Enqueue(action);

    private void Forward(Forward forward)
    {
        if (++_forwarded > LongestChain) throw new InvalidOperationException($"Incidents sent each other more than {LongestChain} inputs in one transaction; the last was {forward.Input.GetType().Name}.");
        Decide(forward.To, forward.Input);
    }

    private WorkingIncident? Working(IncidentId id)
    {
        if (_incidents.TryGetValue(id, out var working)) return working;
        if (_state.Incidents.Find(id) is { } cached)
        {
            working = new WorkingIncident(cached.Incident, cached.Incident, cached.LastSeq);
        }
        else if (Transaction.Incidents.Find(id) is { } stored)
        {
            working = new WorkingIncident(stored, stored, Transaction.Timeline.LastSeq(id));
        }
        else
        {
            return null;
        }

        _incidents[id] = working;
        return working;
    }

    private WorkingIncident Open(Incident incident)
    {
        _opened++;
        return _incidents[incident.Id] = new WorkingIncident(incident, null, 0);
    }

    private void Record(WorkingIncident working, IReadOnlyList<TimelineEntry> entries)
    {
        working.LastEntries = entries;
        foreach (var entry in entries)
        {
            Transaction.Timeline.Add(working.Now.Id, ++working.LastSeq, entry);
            _recorded.Add((working.Now.Id, entry));
        }

        if (entries.Count > 0) News.Incidents.Add(working.Now.Id);
    }

    /// <summary>Writes at once what later inputs of the transaction look for in the tables: the row of a new incident, its keys, how it is listed.</summary>
    private void Place(WorkingIncident working)
    {
        var (before, after) = (working.Stored, working.Now);
        if (before is not null && (ReferenceEquals(before, after) || ListedAlike(before, after))) return;
        foreach (var freed in WorkingIncident.KeysHeldBy(before).Except(WorkingIncident.KeysHeldBy(after)))
        {
            Transaction.Incidents.Release(freed, after.Id);
            _state.Keys.Changed(freed);
        }

        foreach (var held in WorkingIncident.KeysHeldBy(after).Except(WorkingIncident.KeysHeldBy(before)))
        {
            Transaction.Incidents.Hold(held, after.Id);
            _state.Keys.Changed(held);
        }

        WriteRow(working);
    }

    private static bool ListedAlike(Incident before, Incident after) =>
        before.State == after.State && before.Key == after.Key && ReferenceEquals(before.AlsoKeys, after.AlsoKeys) && before.Ending?.Phase == after.Ending?.Phase
        && before.MergedInto == after.MergedInto && before.Major == after.Major;

    private void WriteRow(WorkingIncident working)
    {
        var (before, after) = (working.Stored, working.Now);
        if (ReferenceEquals(before, after)) return;
        _openMajor = null;
        if (before is null) Transaction.Incidents.Add(after);
        // Alerts that join are most of what happens, and change neither clocks nor buttons.
        else if (Transaction.Incidents.Update(before, after) == RowChange.Counts)
        {
            working.Stored = after;
            return;
        }

        if (Transaction.Deadlines.Change(after.Id, before?.Clocks ?? [], after.Clocks) is { } earliest) News.Clock(earliest);
        _effects.CountOutcome(before, after);
        _effects.Fade(before, after);
        working.Stored = after;
    }

    private void Write()
    {
        while (Alerts.Settle() || _later.Count > 0)
        {
            if (_later.TryDequeue(out var action)) action();
        }

        // A post-mortem looks at earlier incidents, which brings them in.
        foreach (var working in _incidents.Values.ToList())
        {
            WriteRow(working);
            if (working.Show) _effects.WriteShow(working.Now, working.ShowSoon);
            if (working.PostMortem) _effects.WriteReview(working.Now);
        }
    }

    private void Remember()
    {
        foreach (var working in _incidents.Values) _state.Incidents.Put(new CachedIncident(working.Now, working.LastSeq));
        for (var i = 0; i < _opened; i++) _state.Storm.Opened(Now);
        if (News.ToCommitted() is { } committed) _state.News.Tell(committed);
        foreach (var (incident, entry) in _recorded) _state.News.Tell(incident, entry);
    }

    private void Forget()
    {
        _state.Incidents.Clear();
        _state.Keys.Clear();
        _state.Sources.Clear();
    }

    /// <summary>What the tables were asked for, found or not.</summary>
    private sealed record Found(IncidentId? Incident);
}
