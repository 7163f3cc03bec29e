using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Storage.Outbox;

/// <summary>A message that is to be written into the outbox.</summary>
/// <param name="Incident">Its incident; null for a digest or an operator's notice.</param>
/// <param name="Platform">Where it goes.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
/// <param name="Kind">What sort of message; the order of the kinds is the order of urgency.</param>
/// <param name="Mention">The mention it carries, or null.</param>
/// <param name="Seq">The timeline's entry it tells of, or null.</param>
/// <param name="Message">Its content, frozen.</param>
/// <param name="Minute">For a digest, its minute; else null.</param>
public sealed record NewPost(
    IncidentId? Incident, string Platform, string Place, MessageKind Kind, MentionOf? Mention, int? Seq, ChatMessage Message, long? Minute = null);

/// <summary>A mention that a message carries.</summary>
/// <param name="Incident">Whose mention it is; it may stand in another incident's thread (rule 2.18).</param>
/// <param name="Number">Its number within that incident.</param>
public sealed record MentionOf(IncidentId Incident, int Number);

/// <summary>A message on its way out.</summary>
/// <param name="Id">The outbox row: the same at each try.</param>
/// <param name="Incident">Its incident; null for a digest or an operator's notice.</param>
/// <param name="Platform">Where it goes.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
/// <param name="Kind">What sort of message.</param>
/// <param name="Mention">The mention it carries, or null.</param>
/// <param name="Minute">For a digest, its minute; else null.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Head">Where its thread's head message landed, or null.</param>
/// <param name="Message">Its content.</param>
/// <param name="Doubt">0: the platform surely has it not; else it may have it.</param>
/// <param name="BeforeMention">A mention waits behind it in its thread.</param>
public sealed record WaitingPost(
    long Id,
    IncidentId? Incident,
    string Platform,
    string Place,
    MessageKind Kind,
    MentionOf? Mention,
    long? Minute,
    DateTimeOffset CreatedAt,
    int Tries,
    string? Head,
    ChatMessage Message,
    int Doubt,
    bool BeforeMention);

/// <summary>A thread whose head message no longer shows how things stand.</summary>
/// <param name="Incident">The thread's incident.</param>
/// <param name="Platform">Where it is.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
/// <param name="Version">The incident's, as it was read to be shown; <see cref="ShowRows.Shown"/> takes it back, so that news meanwhile is not lost.</param>
/// <param name="Since">Since when it is behind.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Head">Where the head message landed, or null: it is to be made.</param>
/// <param name="Doubt">0: the platform surely has no head message of it; else it may have one.</param>
public sealed record WaitingShow(IncidentId Incident, string Platform, string Place, long Version, DateTimeOffset Since, int Tries, string? Head, int Doubt = 0);

/// <summary>A message as it was sent or is to be sent, for the thread on the page and in the API.</summary>
/// <param name="Id">The outbox row.</param>
/// <param name="Seq">The timeline's entry it tells of, or null.</param>
/// <param name="Platform">Where it goes.</param>
/// <param name="Place">The channel, conversation or repository there.</param>
/// <param name="Kind">What sort of message.</param>
/// <param name="Mention">The number of the mention it carries, or null.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="State">How far it is.</param>
/// <param name="EndedAt">When it was delivered or given up, or null.</param>
/// <param name="Detail">Why it was not delivered so far, in words; or null.</param>
/// <param name="Message">Its content.</param>
public sealed record PostRecord(
    long Id, int? Seq, string Platform, string Place, MessageKind Kind, int? Mention, DateTimeOffset CreatedAt, PostState State, DateTimeOffset? EndedAt, string? Detail, ChatMessage Message);

/// <summary>How far a message is.</summary>
public enum PostState
{
    /// <summary>On its way.</summary>
    Waiting,

    /// <summary>The platform took it.</summary>
    Delivered,

    /// <summary>The platform will never take it there.</summary>
    Refused,

    /// <summary>It was overtaken before it went out, and is not sent any more (rule 2.12).</summary>
    Dropped,
}

/// <summary>How much waits for one platform.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Posts">Messages that wait.</param>
/// <param name="Oldest">When the oldest of them was decided.</param>
public sealed record OutboxDepth(string Platform, int Posts, DateTimeOffset Oldest);
