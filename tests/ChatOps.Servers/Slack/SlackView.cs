using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Blocks;

namespace ChatOps.Servers.Slack;

/// <summary>A modal or Home as it stood when it was asked for; a copy.</summary>
/// <param name="Id">V and more.</param>
/// <param name="User">Who sees it.</param>
/// <param name="Body">As apps get it in payloads.</param>
public sealed record SlackView(string Id, string User, JsonObject Body)
{
    public string CallbackId => (string?)Body["callback_id"] ?? "";

    public string Title => (string?)Body["title"]?["text"] ?? "";

    public string Hash => (string)Body["hash"]!;

    public string PrivateMetadata => (string?)Body["private_metadata"] ?? "";

    /// <summary>All its texts, a line each.</summary>
    public string Shown => ShownText.Of(Body);

    /// <summary>What can be pressed, chosen or filled in, in order.</summary>
    public IReadOnlyList<SlackElement> Elements => SlackElement.In(Body["blocks"]);
}

/// <summary>An option of a select that an app offers.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Value">What the app gets back.</param>
public sealed record SlackOption(string Text, string Value);
