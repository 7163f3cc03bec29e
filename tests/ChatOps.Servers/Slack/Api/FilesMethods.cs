using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Blocks;
using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>Upload in three steps: an address, the bytes there, the completion that shares the file.</summary>
internal static class FilesMethods
{
    public static readonly IReadOnlyList<ApiMethod> All =
    [
        new("files.getUploadURLExternal", Tier.Four, "files:write", GetAddress) { Reads = true },
        new("files.completeUploadExternal", Tier.Four, "files:write", Complete),
        new("files.info", Tier.Four, "files:read", Info) { Reads = true },
    ];

    /// <summary>Takes the bytes of the address's file.</summary>
    /// <returns>HTTP status and text.</returns>
    public static async Task<(int Status, string Text)> TakeBytesAsync(SlackSystem slack, string secret, HttpRequest request)
    {
        byte[] content;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            if (form.Files.Count != 1)
            {
                return (400, "one part expected");
            }

            content = await BytesAsync(form.Files[0].OpenReadStream());
        }
        else
        {
            content = await BytesAsync(request.Body);
        }

        lock (slack.Gate)
        {
            var file = slack.Workspace.Files.Values.FirstOrDefault(file => file.Secret == secret);
            if (file is null || file.Content is not null)
            {
                return (404, "no such upload");
            }

            if (content.Length != file.Length)
            {
                return (400, string.Create(CultureInfo.InvariantCulture, $"length {content.Length} instead of {file.Length}"));
            }

            file.Content = content;
            return (200, string.Create(CultureInfo.InvariantCulture, $"OK - {content.Length}"));
        }
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return bytes.ToArray();
        }
    }

    private static JsonObject GetAddress(ApiCall call)
    {
        var name = call.Required("filename");
        var length = call.Number("length", 0, int.MaxValue);
        if (length == 0)
        {
            throw ApiCall.Invalid("missing required field: length", "length");
        }

        var file = new StoredFile(call.Slack.Ids.Next("F"), name, length, call.App, SlackIds.Secret()) { SnippetType = call.Text("snippet_type") };
        call.Workspace.Files.Add(file.Id, file);
        return new JsonObject { ["upload_url"] = new Uri(call.Slack.Address, $"upload/v1/{file.Secret}").AbsoluteUri, ["file_id"] = file.Id };
    }

    private static JsonObject Complete(ApiCall call)
    {
        if (call.Json("files", "invalid_arguments") is not JsonArray { Count: > 0 } named)
        {
            throw ApiCall.Invalid("missing required field: files", "files");
        }

        StoredFile[] files = [.. named.Select(item => Uploaded(call, item))];
        string[] channels = call.Text("channel_id") is { } one ? [one] : call.Text("channels")?.Split(',') ?? [];
        Conversation[] conversations = [.. channels.Select(call.Conversation)];
        foreach (var conversation in conversations)
        {
            ChatPostMessage.NeedMayPost(call, conversation);
        }

        var parents = conversations.Select(conversation => ChatPostMessage.Parent(conversation, call.Text("thread_ts"))).ToArray();
        foreach (var (item, file) in named.Zip(files))
        {
            file.Title = (string?)item!["title"] ?? file.Name;
            file.CompletedAt = call.Slack.Time.GetUtcNow();
        }

        for (var index = 0; index < conversations.Length; index++)
        {
            Share(call, files, conversations[index], parents[index]);
        }

        return new JsonObject { ["files"] = new JsonArray([.. files.Select(file => ToJson(call, file))]) };
    }

    private static StoredFile Uploaded(ApiCall call, JsonNode? item)
    {
        var file = call.Workspace.Files.GetValueOrDefault((string?)item?["id"] ?? "");
        if (file is null || file.App != call.App)
        {
            throw new ApiRefusal("file_not_found");
        }

        if (file.CompletedAt is not null)
        {
            throw new ApiRefusal("file_already_completed");
        }

        return file.Content is null ? throw new ApiRefusal("file_not_uploaded") : file;
    }

    private static void Share(ApiCall call, StoredFile[] files, Conversation conversation, StoredMessage? parent)
    {
        var content = new JsonObject { ["text"] = StoredText.Of(call.Text("initial_comment") ?? "") };
        if (call.Json("blocks", "invalid_blocks_format") is JsonArray blocks)
        {
            content["blocks"] = MessageComposing.Blocks(blocks, call.Slack.Options.MostBlockCharacters);
        }

        content["files"] = new JsonArray([.. files.Select(file => ToJson(call, file))]);
        content["upload"] = true;
        var body = MessageComposing.Body(call.Slack, call.App, call.Workspace.Timestamps.Next(), content);
        body["subtype"] = "file_share";
        var message = Posting.Add(call.Slack, conversation, body, parent);
        foreach (var file in files)
        {
            file.Shares.Add((conversation, message.Ts));
        }
    }

    private static JsonObject Info(ApiCall call) => new()
    {
        ["file"] = ToJson(call, call.Workspace.Files.GetValueOrDefault(call.Required("file")) is { CompletedAt: not null } file ? file : throw new ApiRefusal("file_not_found")),
    };

    private static JsonObject ToJson(ApiCall call, StoredFile file) => file.ToJson(call.Slack.Time.GetUtcNow(), call.Slack.Options.FileShareDelay);
}
