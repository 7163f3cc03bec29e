using System.Globalization;
using System.Text;

namespace ChatOps.Core.Messages;

/// <summary>
/// A message as plain text, field names included: what the timeline keeps as sent, what the API and a terminal show.
/// </summary>
public static class PlainText
{
    /// <summary>The whole message; times in this zone.</summary>
    public static string Of(ChatMessage message, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = new StringBuilder();
        text.Append(Of(message.Title, now, zone));
        foreach (var block in message.Blocks) Append(text, block, now, zone);
        if (message.Buttons.Count > 0) text.Append('\n').AppendJoin(' ', message.Buttons.Select(button => "[" + button.Label + "]"));
        if (message.Footer is { Count: > 0 } footer) text.Append('\n').Append(Of(footer, now, zone));
        return text.ToString();
    }

    /// <summary>One line.</summary>
    public static string Of(IReadOnlyList<Run> runs, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return string.Concat(runs.Select(run => run switch
        {
            Run.Text text => text.Value,
            Run.Strong strong => strong.Value,
            Run.Code code => code.Value,
            Run.Mention mention => "@" + mention.Name,
            Run.Time time => TimeText.Of(time.At, now, zone),
            Run.Link link => link.Value == link.Href ? link.Href : $"{link.Value} ({link.Href})",
            _ => throw new ArgumentOutOfRangeException(nameof(runs), run, "a kind of run that plain text does not know"),
        }));
    }

    private static void Append(StringBuilder text, Block block, DateTimeOffset now, TimeZoneInfo zone)
    {
        text.Append('\n');
        switch (block)
        {
            case Block.Field field:
                text.Append(field.Name).Append(": ").AppendJoin("\n  ", field.Lines.Select(line => Of(line, now, zone)));
                break;
            case Block.Paragraph paragraph:
                text.Append(Of(paragraph.Runs, now, zone));
                break;
            case Block.Details details:
                text.Append(details.Title).Append(":\n  ").Append(details.Text.Replace("\n", "\n  ", StringComparison.Ordinal));
                break;
            case Block.Choices choices:
                text.Append(choices.Name).Append(':');
                for (var i = 0; i < choices.Options.Count; i++)
                {
                    var option = choices.Options[i];
                    text.Append(CultureInfo.InvariantCulture, $"\n  {i + 1}. {Of(option.Line, now, zone)} [{option.Button.Label}: {option.Button.Command.TrimEnd()}]");
                }

                break;
            case Block.Markdown markdown:
                text.Append(markdown.Text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "a kind of block that plain text does not know");
        }
    }
}
