using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Intake;

/// <summary>
/// Who is written to directly beside the thread: the person whom a mention calls, on a platform that is configured so. Such a message has a row of its own in
/// the outbox, so it is retried, asked for and recorded like any other.
/// </summary>
/// <param name="platform">The platform.</param>
/// <param name="roster">Who has which handle there.</param>
/// <param name="isPerson">Whether a handle is a person's; groups and channels cannot be written to.</param>
internal sealed class DirectMessages(string platform, Roster roster, Func<string, bool> isPerson)
{
    /// <summary>The people whom this message calls there.</summary>
    public IEnumerable<ChatPlace> Of(ChatMessage message) => message.Title.OfType<Run.Mention>()
        .Select(mention => Handle(roster.Find(mention.Name)?.Handles) ?? Handle(roster.ResponderOf(mention.Name)?.Handles))
        .OfType<string>().Where(isPerson).Distinct(StringComparer.Ordinal).Select(handle => new ChatPlace(platform, handle));

    private string? Handle(IReadOnlyDictionary<string, string>? handles) => handles?.GetValueOrDefault(platform);
}
