using System.Globalization;

namespace ChatOps.Core.Messages;

/// <summary>The buttons of a message that was written earlier. All of them act on one incident and have one stamp.</summary>
public static class DrawnButtons
{
    /// <summary>One of them; null when the message has none.</summary>
    public static Button? Any(ChatMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Buttons.Count > 0 ? message.Buttons[0] : message.Blocks.OfType<Block.Choices>().SelectMany(choices => choices.Options).FirstOrDefault()?.Button;
    }

    /// <summary>The same message once its buttons can no longer be pressed: its options stay as lines.</summary>
    public static ChatMessage Without(ChatMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message with { Buttons = [], Blocks = [.. message.Blocks.Select(block => block is Block.Choices choices ? Lines(choices) : block)] };
    }

    private static Block.Field Lines(Block.Choices choices) => new(
        choices.Name,
        [.. choices.Options.Select((option, index) => (IReadOnlyList<Run>)[new Run.Text(string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ")), .. option.Line])]);
}
