using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Slack.Rendering;

namespace ChatOps.Slack;

/// <content>Long data as files of the thread. Its beginning stands in the message, all of it on the page; so a file that cannot be shared is told to the log alone.</content>
internal sealed partial class SlackAdapter
{
    private async Task ShareAsync(Snippet snippet, SlackReference message, string? thread, CancellationToken cancellationToken)
    {
        if (await UploadAsync(snippet, message, thread, cancellationToken).ConfigureAwait(false) is { } failure) log.NotShared(snippet.Title, message.ToString(), failure);
    }

    private async Task<string?> UploadAsync(Snippet snippet, SlackReference message, string? thread, CancellationToken cancellationToken)
    {
        var content = Encoding.UTF8.GetBytes(snippet.Text);
        var name = string.Create(CultureInfo.InvariantCulture, $"{FileName(snippet.Title)}.txt");
        var place = await client.CallAsync("files.getUploadURLExternal", new JsonObject { ["filename"] = name, ["length"] = content.Length }, cancellationToken).ConfigureAwait(false);
        if (place is not SlackAnswer.Good given) return Told(place);
        if (!given.Body.TryGetProperty("upload_url", out var url) || !given.Body.TryGetProperty("file_id", out var id) || !Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address))
        {
            return "no address for the upload";
        }

        var uploaded = await client.UploadAsync(address, content, cancellationToken).ConfigureAwait(false);
        if (uploaded is not SlackAnswer.Good) return Told(uploaded);
        var shared = await client.CallAsync("files.completeUploadExternal", new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["id"] = id.GetString(), ["title"] = snippet.Title }),
            ["channel_id"] = message.Channel,
            ["thread_ts"] = thread ?? message.Ts,
        }, cancellationToken).ConfigureAwait(false);
        return shared is SlackAnswer.Good ? null : Told(shared);
    }

    private static string FileName(string title)
    {
        var name = new string([.. title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return name.Length == 0 ? "data" : name.Length <= 60 ? name : name[..60];
    }

    private static string Told(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Failed failed => Said(failed),
        SlackAnswer.Slower slower => $"Slack asks to wait {DurationText.Of(slower.RetryAfter)}",
        SlackAnswer.Away away => away.Detail,
        SlackAnswer.Lost lost => lost.Detail,
        _ => "",
    };
}
