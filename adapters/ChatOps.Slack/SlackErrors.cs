using System.Collections.Frozen;
using ChatOps.Core.Delivery;

namespace ChatOps.Slack;

/// <summary>What is done about each word with which Slack refuses a message. One table; a word that is not in it is a refusal.</summary>
internal static class SlackErrors
{
    private static readonly FrozenDictionary<string, SlackCure> Table = new (SlackCure Cure, string[] Errors)[]
    {
        // The token is not, or no longer, what it should be. The messages wait, the page is red, and they go out once somebody has mended it.
        (SlackCure.AskOperator,
        [
            "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "org_login_required", "access_denied", "missing_scope",
            "ekm_access_denied", "accesslimited", "team_not_found", "team_access_not_granted", "enterprise_is_restricted", "insecure_request", "method_deprecated", "unknown_method",
        ]),
        (SlackCure.Slower, ["ratelimited", "rate_limited", "message_limit_exceeded"]),
        // Slack says itself that a part may have happened.
        (SlackCure.AskFirst, ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"]),
        // Nothing can be told there: the fallback route, and the page is red until it takes something again.
        (SlackCure.OtherPlace,
        [
            "channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_disabled", "messages_tab_disabled", "cannot_dm_bot", "cannot_send_message_to_user", "is_inactive",
            "not_in_workspace", "invalid_channel", "channel_type_not_supported",
        ]),
        (SlackCure.NotAllowed,
        [
            "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked", "posting_to_general_channel_denied", "no_permission", "as_user_not_supported",
        ]),
        // The thread's head is gone, or takes no replies: the message stands by itself.
        (SlackCure.WithoutThread, ["thread_not_found", "cannot_reply_to_message", "invalid_thread_ts", "thread_locked"]),
        // The head cannot be changed any more: a new one is made.
        (SlackCure.NewHead, ["message_not_found", "cant_update_message", "edit_window_closed", "cant_broadcast_message", "block_mismatch", "update_failed"]),
        // Our own mistake: the words alone, without blocks; when these are refused too, it is over.
        (SlackCure.WordsAlone,
        [
            "invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "msg_too_long", "msg_blocks_too_long", "no_text", "too_many_attachments",
            "invalid_attachments", "attachment_payload_limit_exceeded", "invalid_charset", "invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object",
            "markdown_text_conflict", "metadata_too_large", "metadata_must_be_sent_from_app", "invalid_metadata_format", "invalid_metadata_schema", "duplicate_message_not_found", "slack_connect_blocked_file_type",
        ]),
    }.SelectMany(row => row.Errors.Select(error => KeyValuePair.Create(error, row.Cure))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every word of the table.</summary>
    public static IEnumerable<string> Known => Table.Keys;

    /// <summary>What is done about this word.</summary>
    public static SlackCure Of(string error) =>
        Table.TryGetValue(error, out var cure) ? cure
        : error.StartsWith("restricted_action", StringComparison.Ordinal) ? SlackCure.NotAllowed
        // A proxy or a wrong address answered in Slack's place.
        : error.StartsWith("http_", StringComparison.Ordinal) ? SlackCure.LaterThere
        : SlackCure.Refuse;

    /// <summary>What the outbox is told, once nothing else is left to try.</summary>
    public static DeliveryResult Result(string error, string detail) => Of(error) switch
    {
        SlackCure.AskOperator => new DeliveryResult.RetryAfter(null, DeliveryReason.NotAuthorized),
        SlackCure.Slower => new DeliveryResult.RetryAfter(SlowerPause, DeliveryReason.RateLimited),
        SlackCure.AskFirst => new DeliveryResult.Unknown(detail),
        SlackCure.LaterThere => new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway),
        SlackCure.OtherPlace => new DeliveryResult.Refused(DeliveryReason.ChannelGone, detail),
        SlackCure.NotAllowed => new DeliveryResult.Refused(DeliveryReason.NotAuthorized, detail),
        _ => new DeliveryResult.Refused(DeliveryReason.ContentRefused, detail),
    };

    /// <summary>How long is waited where Slack asks for a slower pace without a figure.</summary>
    private static readonly TimeSpan SlowerPause = TimeSpan.FromMinutes(1);
}

/// <summary>What is done about an error.</summary>
internal enum SlackCure
{
    /// <summary>Nothing can be done: refused, with Slack's own word.</summary>
    Refuse,

    /// <summary>Messages wait until somebody has mended the token or its scopes.</summary>
    AskOperator,

    /// <summary>Later.</summary>
    Slower,

    /// <summary>It may have happened: ask before it is sent again.</summary>
    AskFirst,

    /// <summary>Something between Slack and us answered: later.</summary>
    LaterThere,

    /// <summary>The fallback route.</summary>
    OtherPlace,

    /// <summary>The fallback route; somebody has to allow it there.</summary>
    NotAllowed,

    /// <summary>Once more, as a message of its own.</summary>
    WithoutThread,

    /// <summary>Once more, as a new head message.</summary>
    NewHead,

    /// <summary>Once more, as text.</summary>
    WordsAlone,
}
