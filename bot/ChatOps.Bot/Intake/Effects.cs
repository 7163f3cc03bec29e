using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Outbox;
using ChatOps.Storage.Statistics;

namespace ChatOps.Bot.Intake;

/// <summary>Writes what decisions want done outside, into the transaction of their entries.</summary>
internal sealed class Effects(IntakeSession session)
{
    /// <summary>
    /// Head messages of which only the number of alerts changed are updated in rounds, so that many alerts cost one update and delivery wakes once for
    /// all of them. Pages are to show news within a second.
    /// </summary>
    private static readonly TimeSpan CountsEvery = TimeSpan.FromMilliseconds(500);

    private World World => session.World;

    /// <summary>Writes the effects of one decision; what goes to other incidents is left to the session.</summary>
    public void Carry(WorkingIncident? working, IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects) Carry(working, effect);
    }

    /// <summary>
    /// The incident's head message should show it as it stands. One that a digest stands for has none until there is more to tell of it: a thousand head
    /// messages would be the flood that the digest is to spare (rule 2.30). The local chat has every incident.
    /// </summary>
    public void WriteShow(Incident incident, bool soon)
    {
        var due = soon ? session.Now : NextRound();
        foreach (var place in World.Routing.Of(incident).Where(place => !DigestStandsFor(incident.Id, place))) session.Transaction.Shows.Want(incident.Id, place.Platform, place.Place, session.Now, due);
        session.News.Messages(due);
    }

    /// <summary>Buttons that were drawn before the last change can no longer be pressed; the local chat knows that by itself.</summary>
    public void Fade(Incident? before, Incident after)
    {
        if (before is null || before.Stamp == after.Stamp || World.Routing.IsLocalAlone) return;
        session.Transaction.Posts.Stale(after.Id, after.Stamp, session.Now);
        session.News.Messages(session.Now);
    }

    /// <summary>Writes the post-mortem from the timeline, the entries of this transaction included.</summary>
    public void WriteReview(Incident incident)
    {
        var timeline = session.Transaction.Timeline.All(incident.Id).Select(stored => stored.Entry).ToList();
        var earlier = session.Transaction.Incidents.EarlierOf(incident.Key, incident.Id, limit: 5).Select(session.Find).OfType<Incident>().Select(Earlier).ToList();
        var version = session.Transaction.PostMortems.NewestOf(incident.Id) + 1;
        session.Transaction.PostMortems.Add(incident.Id, version, PostMortem.Write(incident, timeline, earlier, version, session.Now, World.Messages), session.Now);
    }

    private static EarlierIncident Earlier(Incident incident) => new(incident.Id, incident.OpenedAt, incident.Ending?.ResolvedAt, incident.Ending switch
    {
        null => "it is open",
        { By: ResolvedBy.Attempt } => "self-recovery mended it",
        { By: ResolvedBy.Person, Who: { } who } => $"{who} resolved it",
        { By: ResolvedBy.Person } => "a person resolved it",
        { By: ResolvedBy.Merged } => "it was merged into another",
        { By: ResolvedBy.Expired } => "its alerts were not repeated",
        _ => "its alerts resolved",
    });

    /// <summary>Counts how an incident ended, or that it is open again (rule 2.29).</summary>
    public void CountOutcome(Incident? before, Incident after)
    {
        if (ReferenceEquals(before?.Ending, after.Ending)) return;
        if (after.Ending is not { By: not ResolvedBy.Merged } ending)
        {
            if (before?.Ending is not null) session.Transaction.Outcomes.Forget(after.Id);
            return;
        }

        if (before?.Ending is { } old && old.CountsFor == ending.CountsFor && old.By == ending.By && old.ResolvedAt == ending.ResolvedAt) return;
        session.Transaction.Outcomes.Put(new IncidentOutcome(
            after.Id,
            ending.ResolvedAt,
            after.Challenge,
            after.Service.Name,
            ending.CountsFor,
            ending.By,
            ending.Before.FirstAcknowledgedAt - after.OpenedAt,
            ending.ResolvedAt - after.OpenedAt));
    }

    private void Carry(WorkingIncident? working, Effect effect)
    {
        switch (effect, working)
        {
            case (Forward, _):
                break;
            case (AddSilence silence, _):
                session.Alerts.Silences.Put(silence);
                break;
            case (_, null):
                throw new InvalidOperationException($"The effect {effect.GetType().Name} needs an incident, and none was opened.");
            case (Post post, { } incident):
                WritePost(incident, post);
                break;
            case (Show show, { } incident):
                incident.Show = true;
                incident.ShowSoon |= show.Soon;
                break;
            case (Withdraw withdraw, { } incident):
                session.Transaction.Posts.Withdraw(incident.Now.Id, withdraw.Mention, session.Now);
                session.Transaction.Digests.Withdraw(incident.Now.Id, withdraw.Mention);
                break;
            case (StartAttempt start, { } incident):
                session.Transaction.Attempts.Add(incident.Now, AttemptPurpose.Attempt, start.Plan, session.Now);
                session.News.Attempts = true;
                break;
            case (VerifyAgain verify, { } incident):
                session.Transaction.Attempts.Add(incident.Now, AttemptPurpose.VerifyAgain, verify.Plan, session.Now);
                session.News.Attempts = true;
                break;
            case (SignalAttempt signal, { } incident):
                session.Transaction.Attempts.Signal(incident.Now.Id, signal.Attempt, signal.Signal, signal.By);
                session.News.Attempts = true;
                break;
            case (WritePostMortem, { } incident):
                incident.PostMortem = true;
                break;
            case (ReleaseUnclassified, { } incident):
                session.Alerts.Release(incident.Now);
                break;
            case (MoveAlerts move, { } incident):
                session.Transaction.Alerts.Move(incident.Now.Id, move.To);
                break;
            default:
                throw new InvalidOperationException($"Nobody carries out the effect {effect.GetType().Name}.");
        }
    }

    private DateTimeOffset NextRound() => session.Now.AddTicks(CountsEvery.Ticks - (session.Now.UtcTicks % CountsEvery.Ticks));

    private bool DigestStandsFor(IncidentId incident, ChatPlace place) => place.Platform != Routing.Local && session.Transaction.Digests.StandFor(incident, place.Platform);

    private void WritePost(WorkingIncident working, Post post)
    {
        var incident = working.Now;
        // A major incident that is over has no thread to follow.
        var thread = post.Thread is { } other && session.Find(other) is { State: not IncidentState.Resolved } found ? found : incident;
        var places = post.Fallback ? World.Routing.FallbackOf(thread) : World.Routing.Of(thread);
        if (post.Digest && post.Mention is { } mention)
        {
            var minute = session.Now.UtcTicks - (session.Now.UtcTicks % TimeSpan.TicksPerMinute);
            foreach (var place in places) session.Transaction.Digests.Add(new DigestPlace(place.Platform, place.Place, minute), incident.Id, mention);
            return;
        }

        var message = MessageWriter.Write(incident, post, session.Now, World.Messages);
        var mentions = post.Mention is { } number ? new MentionOf(incident.Id, number) : null;
        var buttons = DrawnButtons.Any(message) is { } button ? new ButtonsOf(button.Incident, button.Stamp) : null;
        List<ChatPlace> direct = mentions is null ? [] : World.Direct.SelectMany(direct => direct.Of(message)).Where(person => places.Any(place => place.Platform == person.Platform)).ToList();
        foreach (var place in places.Concat(direct))
        {
            // Its thread begins now.
            if (thread.Id == incident.Id && DigestStandsFor(incident.Id, place)) working.Show = working.ShowSoon = true;
            session.Transaction.Posts.Add(new NewPost(thread.Id, place.Platform, place.Place, post.Kind, mentions, working.SeqOf(post.About), message, Buttons: place.Platform == Routing.Local ? null : buttons), session.Now);
        }

        session.News.Messages(session.Now);
    }
}
