using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Out;

/// <summary>Addresses that answer an interaction without a token: five times, within half an hour.</summary>
internal sealed class ResponseUrls(SlackSystem slack)
{
    private const int MostUses = 5;

    private readonly Dictionary<string, ResponseUrl> given = [];

    /// <summary>An address for this interaction. The lock is held.</summary>
    public Uri Give(SlackApp app, string user, Conversation conversation, string kind, SlackMessage? source = null)
    {
        var secret = SlackIds.Secret(12);
        given.Add(secret, new ResponseUrl(app, user, conversation, source, slack.Time.GetUtcNow()));
        return new Uri(slack.Address, $"{kind}/{slack.Workspace.TeamId}/{given.Count}/{secret}");
    }

    public async Task<(int Status, string Text)> TakeAsync(string secret, HttpRequest request)
    {
        if (slack.Faults.IsOutage)
        {
            return (503, "upstream is away");
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        lock (slack.Gate)
        {
            if (!given.TryGetValue(secret, out var url))
            {
                return (404, "no_service");
            }

            if (slack.Time.GetUtcNow() - url.GivenAt > slack.Options.ResponseUrlLife)
            {
                return (404, """{"ok":false,"error":"expired_url"}""");
            }

            if (url.Uses >= MostUses)
            {
                return (404, """{"ok":false,"error":"used_url"}""");
            }

            return Take(url, text);
        }
    }

    private (int Status, string Text) Take(ResponseUrl url, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject body)
            {
                return (400, "invalid_payload");
            }

            Use(url, new ApiCall(slack, url.App, body));
            url.Uses++;
            return (200, "ok");
        }
        catch (JsonException)
        {
            return (400, "invalid_payload");
        }
        catch (ApiRefusal refusal)
        {
            return (400, refusal.Error);
        }
    }

    private void Use(ResponseUrl url, ApiCall call)
    {
        // A command has no original, so there is nothing to delete or replace.
        if (call.Flag("delete_original"))
        {
            Delete(url);
            return;
        }

        var content = MessageComposing.Content(call);
        MessageComposing.NeedText(content);
        if (call.Flag("replace_original") && url.Source is not null)
        {
            Replace(url, content);
            return;
        }

        Answer(slack, url.App, url.User, url.Conversation, content, call.Text("response_type"), call.Text("thread_ts"));
    }

    /// <summary>A message that answers: to the user alone unless it asks for the channel.</summary>
    public static void Answer(
        SlackSystem slack, SlackApp app, string user, Conversation conversation, JsonObject content, string? type, string? threadTs)
    {
        if (type == "in_channel")
        {
            var parent = ChatPostMessage.Parent(conversation, threadTs);
            Posting.Add(slack, conversation, MessageComposing.Body(slack, app, slack.Workspace.Timestamps.Next(), content), parent);
        }
        else
        {
            EphemeralPosting.Add(slack, app, conversation, user, content, threadTs);
        }
    }

    private void Delete(ResponseUrl url)
    {
        if (Ephemeral(url) is { } ephemeral)
        {
            ephemeral.IsGone = true;
        }
        else if (url.Conversation.Find(url.Source?.Ts) is { } message && message.Author == url.App.BotUser.Id)
        {
            Posting.Delete(slack, url.Conversation, message);
        }
    }

    private void Replace(ResponseUrl url, JsonObject content)
    {
        if (Ephemeral(url) is { } ephemeral)
        {
            EphemeralPosting.Change(slack, ephemeral, content);
        }
        else if (url.Conversation.Find(url.Source?.Ts) is { } message && message.Author == url.App.BotUser.Id)
        {
            var body = message.Body.DeepClone().AsObject();
            body.Remove("blocks");
            body.Remove("attachments");
            foreach (var (name, value) in content)
            {
                body[name] = value?.DeepClone();
            }

            Posting.Change(slack, url.Conversation, message, body);
        }
        else
        {
            throw new ApiRefusal("message_not_found");
        }
    }

    private StoredEphemeral? Ephemeral(ResponseUrl url) =>
        url.Source?.OnlyFor is null ? null : slack.Workspace.Ephemerals.FirstOrDefault(ephemeral => ephemeral.Ts == url.Source.Ts);

    private sealed record ResponseUrl(SlackApp App, string User, Conversation Conversation, SlackMessage? Source, DateTimeOffset GivenAt)
    {
        public int Uses { get; set; }
    }
}
