using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Intake;

/// <summary>The silences of one transaction: what they cover, and who hears of a change (rule 2.27).</summary>
internal sealed class SilenceSession(IntakeSession session)
{
    private const string ServiceLabel = "service";

    private List<Silence>? _active;

    /// <summary>Silences that cover now, the one that ends last first.</summary>
    public IReadOnlyList<Silence> Active => _active ??= [.. session.Transaction.Silences.Active(session.Now)];

    /// <summary>Whether a silence covers this alert now.</summary>
    public bool Cover(FiledAlert filed)
    {
        foreach (var silence in Active)
        {
            if (Covers(silence, filed.Alert.Labels, filed.Service.Name)) return true;
        }

        return false;
    }

    /// <summary>
    /// The silence by which all firing alerts of an incident are covered: the last to end of those that cover all of them alone, one that may still pause
    /// it before one that did so for as long as it may; else, when several do together, the first of them to end.
    /// </summary>
    public Cover? CoverOf(Incident incident)
    {
        if (Active.Count == 0) return null;
        var alone = Active.ToList();
        var needed = new HashSet<Silence>();
        var all = session.Transaction.Alerts.AllFiring(incident.Id, labels =>
        {
            var covering = Active.Where(silence => Covers(silence, labels, null)).ToList();
            alone.RemoveAll(silence => !covering.Contains(silence));
            if (covering.Count > 0) needed.Add(covering[0]);
            return covering.Count > 0;
        });
        if (!all) return null;
        var silence = alone.FirstOrDefault(one => one.Id != incident.SpentSilence) ?? (alone.Count > 0 ? alone[0] : needed.MinBy(one => one.EndsAt)!);
        return new Cover(silence.Id, silence.EndsAt, silence.Comment.Length == 0 ? null : silence.Comment);
    }

    /// <summary>Puts on the silence of the option "accept and silence until".</summary>
    public void Put(AddSilence wanted)
    {
        var matchers = new Matchers([new Matcher(ServiceLabel, MatchOperator.Equal, wanted.Service)]);
        Put(new SilenceDraft(null, matchers, session.Now, wanted.Until, wanted.By, wanted.Reason), Actor.Person(wanted.By, [], Routing.Local));
    }

    /// <summary>Puts a silence on, or edits one; null when its id is unknown.</summary>
    public Silence? Put(SilenceDraft draft, Actor by)
    {
        draft = draft with { Comment = session.World.Mask.Mask(draft.Comment) };
        var existing = draft.Id is { } id ? session.Transaction.Silences.Find(id) : null;
        if (draft.Id is not null && existing is null) return null;
        var edit = draft.ApplyTo(existing, RandomId.Next(), session.Now);
        if (edit.Ended is { } ended) session.Transaction.Silences.Put(ended, session.Now);
        session.Transaction.Silences.Put(edit.Put, session.Now);
        session.Later(() =>
        {
            _active = null;
            if (existing is not null) HearEnded(existing.Id, by, $"{OutsideText.Line(by.Name, 100)} changed the silence");
            HearBegun(by, [edit.Put.Id]);
        });
        return edit.Put;
    }

    /// <summary>Ends a silence now; null when its id is unknown.</summary>
    public Silence? Expire(string id, Actor by)
    {
        if (session.Transaction.Silences.Find(id) is not { } silence) return null;
        if (silence.StateAt(session.Now) == SilenceState.Expired) return silence;
        var ended = silence.Expired(session.Now);
        session.Transaction.Silences.Put(ended, session.Now);
        session.Later(() => HearEnded(id, by, $"{OutsideText.Line(by.Name, 100)} lifted the silence"));
        return ended;
    }

    /// <summary>Whether this person owns an open incident all of whose firing alerts these matchers fit.</summary>
    public bool OwnsCovered(string person, Matchers matchers)
    {
        var asIf = new Silence("", matchers, session.Now, DateTimeOffset.MaxValue, person, "", session.Now);
        return session.Transaction.Incidents.OwnedBy(person).Any(incident => session.Transaction.Alerts.AllFiring(incident, labels => Covers(asIf, labels, null)));
    }

    /// <summary>Tells those that wait for it which silences began and ended by themselves.</summary>
    /// <returns>How many did.</returns>
    public int Sweep(int limit)
    {
        var over = session.Transaction.Silences.Over(session.Now, limit);
        var begun = session.Transaction.Silences.Begun(session.Now, limit);
        foreach (var silence in over.Concat(begun)) session.Transaction.Silences.Put(silence, session.Now);
        foreach (var silence in over) session.Later(() => HearEnded(silence.Id, Actor.Bot, "the silence ended"));
        if (begun.Count > 0) session.Later(() => HearBegun(Actor.Bot, [.. begun.Select(silence => silence.Id)]));
        return over.Count + begun.Count;
    }

    private void HearBegun(Actor by, IReadOnlyList<string> begun)
    {
        _active = null;
        foreach (var id in session.Transaction.Incidents.Open())
        {
            if (session.Find(id) is not { } incident || incident.State == IncidentState.Silenced || CoverOf(incident) is not { } cover) continue;
            // What paused it for as long as it may pauses it again only when somebody changes it.
            if (cover.Silence != incident.SpentSilence || begun.Contains(cover.Silence)) session.Feed(id, new Silenced(by));
        }
    }

    private void HearEnded(string silence, Actor by, string because)
    {
        _active = null;
        foreach (var id in session.Transaction.Incidents.InState(IncidentState.Silenced))
        {
            // A pause that the user began by accepting knows no id: it holds as long as something covers what fires.
            if (session.Find(id) is { } incident && (incident.Ladder.Pause?.Silence == silence || CoverOf(incident) is null)) session.Feed(id, new SilenceEnded(by, because));
        }

        session.Alerts.Unmute();
    }

    private bool Covers(Silence silence, LabelSet labels, string? service)
    {
        if (silence.Covers(labels, session.Now)) return true;
        // People silence a service by its name; its alerts may name it otherwise, by pod or by what the catalog matches.
        if (!silence.Matchers.Any(matcher => matcher.Name == ServiceLabel)) return false;
        service ??= session.World.Catalog.Services.Of(labels).Name;
        return labels.Get(ServiceLabel) != service && silence.Covers(LabelSet.From(labels.Append(new(ServiceLabel, service))), session.Now);
    }
}
