using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Out;

/// <summary>Tells the apps that have subscribed and may know. The lock is held.</summary>
internal sealed class EventFeed(SlackSystem slack)
{
    public void Posted(Conversation conversation, StoredMessage message, StoredMessage? parent)
    {
        var told = message.ToJson(withMetadata: false);
        if (parent is not null)
        {
            told["parent_user_id"] = parent.Author;
        }

        TellMessage(conversation, told, message.Ts);
        foreach (var app in slack.Workspace.Apps.Where(app => Mentions(app, conversation, message)))
        {
            var mention = told.DeepClone().AsObject();
            mention["type"] = "app_mention";
            mention["channel"] = conversation.Id;
            mention["event_ts"] = message.Ts;
            Tell(app, "app_mention", mention);
        }
    }

    public void Changed(Conversation conversation, StoredMessage message, JsonObject previous)
    {
        var ts = slack.Workspace.Timestamps.Next();
        TellMessage(
            conversation,
            new JsonObject
            {
                ["type"] = "message",
                ["subtype"] = "message_changed",
                ["hidden"] = true,
                ["ts"] = ts,
                ["message"] = message.ToJson(withMetadata: false),
                ["previous_message"] = previous,
            },
            ts);
    }

    public void Deleted(Conversation conversation, StoredMessage message, JsonObject previous)
    {
        var ts = slack.Workspace.Timestamps.Next();
        TellMessage(
            conversation,
            new JsonObject
            {
                ["type"] = "message",
                ["subtype"] = "message_deleted",
                ["hidden"] = true,
                ["ts"] = ts,
                ["deleted_ts"] = message.Ts,
                ["previous_message"] = previous,
            },
            ts);
    }

    public void Joined(Conversation conversation, string user, string? inviter)
    {
        var joined = new JsonObject
        {
            ["type"] = "member_joined_channel",
            ["user"] = user,
            ["channel"] = conversation.Id,
            ["channel_type"] = conversation.Id[..1],
            ["team"] = slack.Workspace.TeamId,
            ["event_ts"] = slack.Workspace.Timestamps.Next(),
        };
        if (inviter is not null)
        {
            joined["inviter"] = inviter;
        }

        foreach (var app in slack.Workspace.Apps.Where(app => conversation.Has(app.BotUser.Id) && app.Scopes.Contains($"{conversation.ScopeFamily}:read")))
        {
            Tell(app, "member_joined_channel", joined.DeepClone().AsObject());
        }
    }

    public void Reacted(Conversation conversation, StoredMessage message, string name, string user, bool isAdded)
    {
        var type = isAdded ? "reaction_added" : "reaction_removed";
        foreach (var app in slack.Workspace.Apps.Where(app => conversation.Has(app.BotUser.Id) && app.Scopes.Contains("reactions:read")))
        {
            Tell(app, type, new JsonObject
            {
                ["type"] = type,
                ["user"] = user,
                ["reaction"] = name,
                ["item"] = new JsonObject { ["type"] = "message", ["channel"] = conversation.Id, ["ts"] = message.Ts },
                ["item_user"] = message.Author,
                ["event_ts"] = slack.Workspace.Timestamps.Next(),
            });
        }
    }

    public void HomeOpened(SlackApp app, string user, Conversation direct, StoredView? home)
    {
        var opened = new JsonObject
        {
            ["type"] = "app_home_opened",
            ["user"] = user,
            ["channel"] = direct.Id,
            ["tab"] = "home",
            ["event_ts"] = slack.Workspace.Timestamps.Next(),
        };
        if (home is not null)
        {
            opened["view"] = home.ToJson(slack.Workspace.TeamId);
        }

        Tell(app, "app_home_opened", opened);
    }

    private static bool Mentions(SlackApp app, Conversation conversation, StoredMessage message) =>
        conversation.Handle.Kind is SlackChannelKind.Public or SlackChannelKind.Private
        && conversation.Has(app.BotUser.Id)
        && message.Author != app.BotUser.Id
        && app.Scopes.Contains("app_mentions:read")
        && message.Snapshot().Mentions.Contains(app.BotUser.Id);

    private void TellMessage(Conversation conversation, JsonObject message, string ts)
    {
        message["channel"] = conversation.Id;
        message["channel_type"] = conversation.Family;
        message["event_ts"] = ts;
        foreach (var app in slack.Workspace.Apps.Where(app => conversation.Has(app.BotUser.Id) && app.Scopes.Contains($"{conversation.ScopeFamily}:history")))
        {
            Tell(app, $"message.{conversation.ScopeFamily}", message.DeepClone().AsObject());
        }
    }

    private void Tell(SlackApp app, string subscription, JsonObject told)
    {
        if (!app.Events.Contains(subscription) || (!app.SocketMode && app.EventsUrl is null))
        {
            return;
        }

        var team = slack.Workspace.TeamId;
        slack.Couriers.Start(app, new JsonObject
        {
            ["token"] = app.VerificationToken,
            ["team_id"] = team,
            ["context_team_id"] = team,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = app.Id,
            ["event"] = told,
            ["type"] = "event_callback",
            ["event_id"] = slack.Ids.Next("Ev"),
            ["event_time"] = slack.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = team,
                ["user_id"] = app.BotUser.Id,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = $"4-{SlackIds.Secret(8)}",
        });
    }
}
