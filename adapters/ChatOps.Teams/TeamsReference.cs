namespace ChatOps.Teams;

/// <summary>Where a message stands on Teams. As a text: conversation, blank, activity.</summary>
/// <param name="Conversation">The channel, group chat or personal chat, without <c>;messageid=</c>.</param>
/// <param name="Activity">The message's id.</param>
internal sealed record TeamsReference(string Conversation, string Activity)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>Reads one; null when it is none.</summary>
    public static TeamsReference? Read(string? text) =>
        text?.LastIndexOf(' ') is > 0 and var blank && blank < text.Length - 1 ? new TeamsReference(text[..blank], text[(blank + 1)..]) : null;

    /// <summary>A conversation's id without its thread.</summary>
    public static string Root(string conversation) => conversation.IndexOf(ThreadMark, StringComparison.Ordinal) is > 0 and var mark ? conversation[..mark] : conversation;

    /// <summary>The message that a thread's conversation id names, or null.</summary>
    public static TeamsReference? OfThread(string conversation) =>
        conversation.IndexOf(ThreadMark, StringComparison.Ordinal) is > 0 and var mark && mark + ThreadMark.Length < conversation.Length
            ? new TeamsReference(conversation[..mark], conversation[(mark + ThreadMark.Length)..])
            : null;

    /// <summary>The id under which this message's thread takes replies.</summary>
    public string Thread => Conversation + ThreadMark + Activity;

    /// <inheritdoc/>
    public override string ToString() => $"{Conversation} {Activity}";
}
