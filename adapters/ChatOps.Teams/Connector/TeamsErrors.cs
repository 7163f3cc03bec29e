using System.Collections.Frozen;
using ChatOps.Core.Delivery;

namespace ChatOps.Teams.Connector;

/// <summary>What is done about what the connector answers. One table: by its word where that tells more, else by its status.</summary>
internal static class TeamsErrors
{
    private static readonly FrozenDictionary<string, TeamsCure> Words = new (TeamsCure Cure, string[] Codes)[]
    {
        (TeamsCure.OtherPlace, ["BotNotInConversationRoster", "ForbiddenOperationException", "ConversationNotFound", "InvalidBotApiHost", "HostNotAllowed"]),
        (TeamsCure.NotAllowed, ["BotDisabledByAdmin", "ConversationBlockedByUser", "NotEnoughPermissions", "MessageWritesBlocked"]),
        (TeamsCure.AnewThere, ["ActivityNotFoundInConversation"]),
        (TeamsCure.Shorter, ["MessageSizeTooBig", "RequestEntityTooLarge"]),
        (TeamsCure.AskOperator, ["BotNotRegistered"]),
    }.SelectMany(row => row.Codes.Select(code => KeyValuePair.Create(code, row.Cure))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is done about this failure.</summary>
    public static TeamsCure Of(TeamsAnswer.Failed failed) =>
        Words.TryGetValue(failed.Code, out var cure) ? cure : failed.Status switch
        {
            401 => TeamsCure.AskOperator,
            403 => TeamsCure.OtherPlace,
            404 => TeamsCure.AnewThere,
            412 => TeamsCure.Later,
            413 => TeamsCure.Shorter,
            // 400: our own mistake. 500: Microsoft calls it not to be repeated.
            _ => TeamsCure.Refuse,
        };

    /// <summary>What the outbox is told, once nothing else is left to try.</summary>
    public static DeliveryResult Result(TeamsAnswer answer) => answer switch
    {
        TeamsAnswer.Slower slower => new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited),
        TeamsAnswer.Away => new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway),
        TeamsAnswer.NoToken => new DeliveryResult.RetryAfter(null, DeliveryReason.NotAuthorized),
        TeamsAnswer.Lost lost => new DeliveryResult.Unknown(lost.Detail),
        TeamsAnswer.Failed failed => Of(failed) switch
        {
            TeamsCure.AskOperator => new DeliveryResult.RetryAfter(null, DeliveryReason.NotAuthorized),
            TeamsCure.Later => new DeliveryResult.RetryAfter(null, DeliveryReason.RateLimited),
            TeamsCure.OtherPlace or TeamsCure.AnewThere => new DeliveryResult.Refused(DeliveryReason.ChannelGone, failed.Words),
            TeamsCure.NotAllowed => new DeliveryResult.Refused(DeliveryReason.NotAuthorized, failed.Words),
            _ => new DeliveryResult.Refused(DeliveryReason.ContentRefused, failed.Words),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "an answer without a treatment"),
    };
}

/// <summary>What is done about a failure.</summary>
internal enum TeamsCure
{
    /// <summary>Nothing can be done: refused, with Teams' own word; the fallback route.</summary>
    Refuse,

    /// <summary>Messages wait until somebody has mended the registration.</summary>
    AskOperator,

    /// <summary>The conversation is busy: later.</summary>
    Later,

    /// <summary>Nothing can be told there until the app is installed there: the fallback route.</summary>
    OtherPlace,

    /// <summary>Somebody forbids it: the fallback route.</summary>
    NotAllowed,

    /// <summary>The message, or its thread, is gone: once more, as a new one.</summary>
    AnewThere,

    /// <summary>Once more, shorter.</summary>
    Shorter,
}
