using System.Globalization;
using System.Text;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;

namespace ChatOps.GitHub.Rendering;

/// <summary>Draws a message as Markdown: its buttons as commands to reply with, long data behind a fold.</summary>
/// <param name="roster">Who has which handle.</param>
/// <param name="logins">The present name of an account that the configuration gives by its number; null while it is not known.</param>
/// <param name="zone">The zone that times are written in.</param>
/// <param name="time">The clock.</param>
/// <param name="prefix">What a command starts with.</param>
internal sealed class GitHubDrawing(Roster roster, Func<string, string?> logins, TimeZoneInfo zone, TimeProvider time, string prefix)
{
    /// <summary>Below GitHub's 65,536, whatever it counts in: no character of ours has more than four bytes, and long data is cut before.</summary>
    internal const int MostBytes = 60_000;

    private const int LongestDetails = 12_000;

    private const string Cut = "\n\n… (cut; the whole is on the page)";

    /// <summary>Draws it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="calls">Whether its mentions call people; a head message names them.</param>
    public string Draw(ChatMessage message, bool calls = true)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(Line(message.Title, calls)).Append('\n');
        foreach (var block in message.Blocks)
        {
            var length = text.Length;
            Add(text.Append('\n'), block, calls);
            if (Encoding.UTF8.GetByteCount(text.ToString()) <= MostBytes) continue;
            text.Length = length;
            text.Append(Cut).Append('\n');
            break;
        }

        if (message.Buttons.Count > 0) text.Append("\nReply with ").AppendJoin(" · ", message.Buttons.Select(Command)).Append('\n');
        if (message.Footer is { Count: > 0 } footer) text.Append('\n').Append(Line(footer, calls)).Append('\n');
        return text.ToString();
    }

    private void Add(StringBuilder text, Block block, bool calls)
    {
        switch (block)
        {
            case Block.Field field:
                text.Append("**").Append(GitHubText.Escape(field.Name)).Append("**");
                if (field.Lines.Count == 1) text.Append(' ').Append(Line(field.Lines[0], calls)).Append('\n');
                else text.Append('\n').AppendJoin("", field.Lines.Select(line => $"- {Line(line, calls)}\n"));
                break;
            case Block.Paragraph paragraph:
                text.Append(Line(paragraph.Runs, calls)).Append('\n');
                break;
            case Block.Details { Text.Length: > 0 } details:
                var shown = details.Text.Length <= LongestDetails ? details.Text : OutsideText.Lines(details.Text, LongestDetails);
                text.Append("<details><summary>").Append(GitHubText.Escape(details.Title)).Append("</summary>\n\n").Append(GitHubText.Fenced(shown)).Append("\n\n</details>\n");
                break;
            case Block.Choices choices:
                text.Append("**").Append(GitHubText.Escape(choices.Name)).Append("**\n\n");
                for (var i = 0; i < choices.Options.Count; i++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {Line(choices.Options[i].Line, calls)} — {Command(choices.Options[i].Button)}\n");
                }

                break;
            case Block.Markdown markdown:
                text.Append(GitHubText.Document(OutsideText.Lines(markdown.Text, MostBytes / 2))).Append('\n');
                break;
        }
    }

    private string Command(Button button) => GitHubText.Code($"{prefix} {button.Command.TrimEnd()}{(button.Command.EndsWith(' ') ? " …" : "")}");

    private string Line(IReadOnlyList<Run> runs, bool calls) => string.Concat(runs.Select(run => run switch
    {
        Run.Text text => GitHubText.Escape(text.Value),
        Run.Strong strong => strong.Value.Length == 0 ? "" : "**" + GitHubText.Escape(strong.Value) + "**",
        Run.Code code => GitHubText.Code(code.Value),
        Run.Mention mention => calls && LoginOf(mention.Name) is { } login ? "@" + login : GitHubText.Escape("@" + mention.Name),
        Run.Time at => GitHubText.Escape(TimeText.Of(at.At, time.GetUtcNow(), zone)),
        Run.Link link => MarkdownText.Of([link], time.GetUtcNow(), zone),
        _ => throw new ArgumentOutOfRangeException(nameof(runs), run, "a kind of run that GitHub does not know"),
    }));

    /// <summary>Who is called: a person before a role; by the name that the account has now.</summary>
    private string? LoginOf(string name)
    {
        var handle = Handle(roster.Find(name)?.Handles) ?? Handle(roster.ResponderOf(name)?.Handles);
        if (handle is null) return null;
        if (handle.All(char.IsAsciiDigit)) handle = logins(handle);
        return handle is not null && handle.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '_' or '.') ? handle : null;
    }

    private static string? Handle(IReadOnlyDictionary<string, string>? handles) => handles?.GetValueOrDefault(GitHubOptions.Platform);
}
