using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

internal static class ConversationsHistory
{
    private const int MostRestricted = 15;

    public static readonly ApiMethod Method = new("conversations.history", Tier.Three, null, Answer) { Reads = true };

    /// <summary>The conversation of a call that reads messages, if the bot is in it and its scopes reach it.</summary>
    public static Conversation Readable(ApiCall call)
    {
        var conversation = call.Conversation(call.Required("channel"));
        call.Need($"{conversation.ScopeFamily}:history");
        return conversation.Has(call.App.BotUser.Id) ? conversation : throw new ApiRefusal("not_in_channel");
    }

    /// <summary>Those of the messages that lie between <c>oldest</c> and <c>latest</c>.</summary>
    public static IEnumerable<StoredMessage> Between(ApiCall call, IEnumerable<StoredMessage> messages)
    {
        var oldest = Bound(call, "oldest", 0);
        var latest = Bound(call, "latest", decimal.MaxValue);
        var inclusive = call.Flag("inclusive");
        return messages.Where(message => Timestamps.Read(message.Ts)!.Value is var ts
            && (ts > oldest || (inclusive && ts == oldest)) && (ts < latest || (inclusive && ts == latest)));
    }

    public static JsonObject Page(ApiCall call, StoredMessage[] messages, int otherwise)
    {
        var most = call.Slack.Options.RestrictedHistory ? MostRestricted : 999;
        var page = Paging.Take(call, messages, message => message.Ts, Math.Min(otherwise, most), most);
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Rows.Select(message => message.ToJson(call.Flag("include_all_metadata")))]),
            ["has_more"] = page.Next.Length > 0,
            ["pin_count"] = 0,
            ["response_metadata"] = page.Metadata,
        };
    }

    private static JsonObject Answer(ApiCall call)
    {
        var conversation = Readable(call);
        var shown = conversation.Visible.Where(message => message.ParentTs is null || message.IsBroadcast);
        return Page(call, [.. Between(call, shown).Reverse()], 100);
    }

    private static decimal Bound(ApiCall call, string name, decimal otherwise) =>
        call.Text(name) is not { } text ? otherwise : Timestamps.Read(text) ?? throw new ApiRefusal($"invalid_ts_{name}");
}
