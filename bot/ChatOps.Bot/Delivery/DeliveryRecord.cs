using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Storage.Outbox;

namespace ChatOps.Bot.Delivery;

/// <summary>Writes what came of messages, in the transaction in which their incidents hear of it.</summary>
internal sealed class DeliveryRecord(string platform, MessageContext messages)
{
    /// <summary>Writes one outcome.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="outcome">What came of a message.</param>
    /// <param name="following">When it is tried again, if it is not over, and whether the platform is asked first then.</param>
    public void Write(IntakeSession session, Outcome outcome, Following following)
    {
        switch (outcome.Sent, outcome.Result)
        {
            case (Ready.Fade { Shown: var shown }, DeliveryResult.Delivered or DeliveryResult.Refused):
                session.Transaction.Posts.Faded(shown.Id);
                break;
            case (Ready.Fade { Shown: var shown }, _):
                session.Transaction.Posts.FadeAgain(shown.Id, following.TryAgainAt ?? session.Now);
                break;
            case (Ready.Message { Post: var post, IsFaded: var faded }, DeliveryResult.Delivered delivered):
                Delivered(session, post, delivered.Reference);
                // Found after an answer was lost, it may have been sent while they could still be pressed.
                if (faded && !outcome.Asked) session.Transaction.Posts.Faded(post.Id);
                break;
            case (Ready.Message { Post: var post }, DeliveryResult.Refused refused):
                Refused(session, post, refused);
                break;
            case (Ready.Message { Post: var post }, var result):
                session.Transaction.Posts.TryAgain(post.Id, following.TryAgainAt ?? session.Now, Words(result), following.Doubt);
                break;
            case (Ready.Head { Show: var show }, DeliveryResult.Delivered found) when outcome.Asked:
                session.Transaction.Shows.Found(show, found.Reference);
                break;
            case (Ready.Head { Show: var show }, DeliveryResult.Delivered delivered):
                session.Transaction.Shows.Shown(show, delivered.Reference);
                break;
            case (Ready.Head { Show: var show }, DeliveryResult.Refused refused):
                session.Transaction.Shows.GiveUp(show);
                session.Tell(show.Incident, new MessageRefused(session.Now, Actor.Bot, platform, show.Place, refused.Reason.ToString(), refused.Detail));
                break;
            case (Ready.Head { Show: var show }, _):
                session.Transaction.Shows.TryAgain(show, following.TryAgainAt ?? session.Now, following.Doubt);
                break;
        }
    }

    /// <summary>What kept a message from going out, in words.</summary>
    public static string Words(DeliveryResult result) => result switch
    {
        DeliveryResult.RetryAfter { Reason: DeliveryReason.RateLimited } => "the platform asks for a slower pace",
        DeliveryResult.RetryAfter { Reason: DeliveryReason.NotAuthorized } => "the platform does not accept our credential",
        DeliveryResult.RetryAfter => "the platform is away",
        DeliveryResult.Unknown unknown => $"the answer was lost: {unknown.Detail}",
        DeliveryResult.Refused refused => refused.Detail,
        _ => "",
    };

    private void Delivered(IntakeSession session, WaitingPost post, string reference)
    {
        session.Transaction.Posts.Delivered(post.Id, reference, session.Now);
        if (post.Incident is { } incident)
        {
            var text = PlainText.Of(post.Message, session.Now, messages.Zone);
            session.Tell(incident, new MessageSent(session.Now, Actor.Bot, platform, post.Place, text, reference, post.Mention?.Number));
        }

        if (post.Mention is { } mention && Calls(session, post.Incident ?? mention.Incident)) session.Feed(mention.Incident, new MentionDelivered(mention.Number, platform));
        if (post.Minute is { } minute) DigestDelivered(session, new DigestPlace(platform, post.Place, minute));
    }

    // Being listed is the mention, and it is delivered with the digest (rule 2.30).
    private void DigestDelivered(IntakeSession session, DigestPlace digest)
    {
        foreach (var line in session.Transaction.Digests.Lines(digest).Where(line => Calls(session, line.Incident))) session.Feed(line.Incident, new MentionDelivered(line.Mention, platform));
    }

    private bool Calls(IntakeSession session, IncidentId thread) => Calls(session, platform, thread);

    private static bool Calls(IntakeSession session, string on, IncidentId? thread) =>
        thread is { } id && session.Find(id) is { } incident && session.World.Routing.Calls(on, incident);

    private void Refused(IntakeSession session, WaitingPost post, DeliveryResult.Refused refused)
    {
        session.Transaction.Posts.Refused(post.Id, refused.Detail, session.Now);
        if (post.Incident is { } incident)
        {
            session.Tell(incident, new MessageRefused(session.Now, Actor.Bot, platform, post.Place, refused.Reason.ToString(), refused.Detail, post.Mention?.Number));
        }

        // Where the local chat only keeps a record, what waits or stands there calls nobody.
        var record = Calls(session, Routing.Local, post.Incident) ? null : Routing.Local;
        if (post.Mention is { } mention && !session.Transaction.Posts.MayArrive(mention.Incident, mention.Number, record))
        {
            session.Feed(mention.Incident, new MentionRefused(mention.Number, $"{post.Place} on {platform}: {refused.Detail}"));
        }
    }
}
