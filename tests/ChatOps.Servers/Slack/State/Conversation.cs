using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>A channel or direct message with all that was said in it. Guarded by the workspace's lock.</summary>
internal sealed class Conversation(SlackChannel handle, DateTimeOffset created)
{
    private readonly Dictionary<string, StoredMessage> byTs = [];

    public SlackChannel Handle { get; } = handle;

    public string Id => Handle.Id;

    public DateTimeOffset Created { get; } = created;

    public bool IsArchived { get; set; }

    public bool IsOpen { get; set; }

    public List<string> Members { get; } = [];

    /// <summary>Oldest first, deleted ones included.</summary>
    public List<StoredMessage> Messages { get; } = [];

    /// <summary><c>channel</c>, <c>group</c>, <c>im</c> or <c>mpim</c>: the word of events and scopes.</summary>
    public string Family => Handle.Kind switch
    {
        SlackChannelKind.Public => "channel",
        SlackChannelKind.Private => "group",
        SlackChannelKind.Direct => "im",
        _ => "mpim",
    };

    /// <summary>The family as scopes spell it: <c>channels</c>, <c>groups</c>, <c>im</c>, <c>mpim</c>.</summary>
    public string ScopeFamily => Handle.Kind is SlackChannelKind.Public or SlackChannelKind.Private ? Family + "s" : Family;

    public bool Has(string user) => Members.Contains(user);

    public StoredMessage? Find(string? ts) => ts is not null && byTs.TryGetValue(ts, out var message) && !message.IsDeleted ? message : null;

    /// <summary>What apps still see: all that is not deleted, and tombstones of deleted parents.</summary>
    public IEnumerable<StoredMessage> Visible => Messages.Where(message => !message.IsDeleted || message.IsTombstone);

    public StoredMessage? FindVisible(string ts) => byTs.TryGetValue(ts, out var message) && (!message.IsDeleted || message.IsTombstone) ? message : null;

    public void Add(StoredMessage message)
    {
        Messages.Add(message);
        byTs.Add(message.Ts, message);
    }

    public JsonObject ToJson(string appUser)
    {
        var direct = Handle.Kind == SlackChannelKind.Direct;
        var json = new JsonObject
        {
            ["id"] = Id,
            ["created"] = Created.ToUnixTimeSeconds(),
            ["is_archived"] = IsArchived,
            ["is_im"] = direct,
            ["is_org_shared"] = false,
        };
        if (direct)
        {
            json["user"] = Members.FirstOrDefault(member => member != appUser);
            json["is_open"] = IsOpen;
            return json;
        }

        json["name"] = Handle.Name;
        json["name_normalized"] = Handle.Name;
        json["is_channel"] = Handle.Kind == SlackChannelKind.Public;
        json["is_group"] = Handle.Kind == SlackChannelKind.Private;
        json["is_mpim"] = Handle.Kind == SlackChannelKind.Group;
        json["is_private"] = Handle.Kind != SlackChannelKind.Public;
        json["is_general"] = false;
        json["is_shared"] = false;
        json["is_ext_shared"] = false;
        json["is_member"] = Has(appUser);
        json["topic"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 };
        json["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 };
        json["num_members"] = Members.Count;
        return json;
    }
}
