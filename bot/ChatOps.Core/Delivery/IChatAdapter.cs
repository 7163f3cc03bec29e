using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Core.Delivery;

/// <summary>
/// A chat platform as delivery sees it: the local chat, and later Slack, Teams, GitHub. It draws and sends; what is sent, in which order and
/// how often is decided elsewhere. It never throws for what the platform answers.
/// </summary>
public interface IChatAdapter
{
    /// <summary>The platform's name: <c>local</c>, <c>slack</c>, <c>teams</c>, <c>github</c>.</summary>
    string Platform { get; }

    /// <summary>The figures by which messages go out there.</summary>
    DeliveryPolicy Policy { get; }

    /// <summary>Posts into the incident's thread (under <see cref="Outgoing.Head"/>), or as a message of its own when there is none.</summary>
    Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken);

    /// <summary>Makes the head message, or updates it in place when <see cref="Outgoing.Head"/> is set.</summary>
    Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken);

    /// <summary>Shows a message that was posted anew, as it is now given: its buttons can no longer be pressed, and it is given without them.</summary>
    /// <param name="post">As it was posted, without its buttons.</param>
    /// <param name="reference">Where it landed, as <see cref="PostAsync"/> said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Refused by a platform that never changes what it has posted, or where the message is gone: it is not tried again, and nobody is told.</returns>
    Task<DeliveryResult> ChangeAsync(Outgoing post, string reference, CancellationToken cancellationToken) =>
        Task.FromResult<DeliveryResult>(new DeliveryResult.Refused(DeliveryReason.ContentRefused, "what was posted is not changed here"));

    /// <summary>
    /// After an answer was lost, or a crash while it was sent: whether the platform has this message, or this first head message, already, by its
    /// <see cref="Outgoing.Key"/>. Delivered with its reference; null when the platform surely has it not; unknown when it cannot tell; retry after when the
    /// question is to be put again. Never asked where <see cref="DeliveryPolicy.RecognisesRepeats"/>.
    /// </summary>
    Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken);
}

/// <summary>One message on its way to one place.</summary>
/// <param name="Id">The outbox row's id: the same at each try, so a platform that takes a key of ours can drop a repeat.</param>
/// <param name="Incident">The incident, or null for a digest or an operator's notice.</param>
/// <param name="Place">The channel, repository or address on that platform, from the route.</param>
/// <param name="Head">Where the incident's head message landed, or null.</param>
/// <param name="Kind">What sort of message.</param>
/// <param name="Message">Its content.</param>
public sealed record Outgoing(long Id, IncidentId? Incident, string Place, string? Head, MessageKind Kind, ChatMessage Message)
{
    /// <summary>The same at each try, and never that of another message, be it of another bot: what a platform is asked by.</summary>
    public string Key { get; init; } = "";

    /// <summary>When it was decided: it cannot have been posted before.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>For a head message, how its incident stands; null for others.</summary>
    public HeadStanding? Standing { get; init; }
}

/// <summary>How a delivery ended: a closed set.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>The platform took it.</summary>
    /// <param name="Reference">Where it landed, in the platform's own words.</param>
    public sealed record Delivered(string Reference) : DeliveryResult;

    /// <summary>Not now; nothing was posted.</summary>
    /// <param name="Delay">When to try again; null leaves it to the plan.</param>
    /// <param name="Reason">Why.</param>
    public sealed record RetryAfter(TimeSpan? Delay, DeliveryReason Reason) : DeliveryResult;

    /// <summary>Never, there: the fallback route is next.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">The platform's own words, for the operator.</param>
    public sealed record Refused(DeliveryReason Reason, string Detail) : DeliveryResult;

    /// <summary>It may have been posted: ask <see cref="IChatAdapter.FindAsync"/> before sending again.</summary>
    /// <param name="Detail">What happened.</param>
    public sealed record Unknown(string Detail) : DeliveryResult;
}

/// <summary>Why a message was not delivered: the metric's label, and the word in <c>check</c>.</summary>
public enum DeliveryReason
{
    /// <summary>The platform asks for a slower pace.</summary>
    RateLimited,

    /// <summary>The platform is away or answers with an error of its own.</summary>
    PlatformAway,

    /// <summary>The channel is gone, archived, or we are not in it.</summary>
    ChannelGone,

    /// <summary>Our credential is not accepted.</summary>
    NotAuthorized,

    /// <summary>The platform will not take this content.</summary>
    ContentRefused,
}
