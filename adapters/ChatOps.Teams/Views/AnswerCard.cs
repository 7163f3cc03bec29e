using ChatOps.Core.Incidents;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Views;

/// <summary>Answers as cards: rich text, in which nothing can call anybody or start formatting; commands in backticks stand as code.</summary>
internal static class AnswerCard
{
    private const int Most = 12_000;
    private const int MostLines = 150;

    /// <summary>A sentence of our own, or several.</summary>
    public static DrawnCard Of(string text) => Draw(text, isMarkdown: false, []);

    /// <summary>An answer to a command.</summary>
    /// <param name="answer">What became of it.</param>
    /// <param name="command">The command, which a confirmation repeats.</param>
    /// <param name="isMarkdown">True: the text is Markdown, as post-mortems are.</param>
    public static DrawnCard Of(Answer answer, string command, bool isMarkdown)
    {
        if (answer.Outcome != AnswerOutcome.Confirm || command.Length > 3000) return Draw(answer.Text, isMarkdown, []);
        // In a thread the incident may have been left out.
        var data = new CardButton(CardButton.Give, command + " --yes", null, answer.Incident?.ToString()).Write();
        return Draw(answer.Text, isMarkdown, [CardElements.Execute("Yes, do it", CardButton.Give, data)]);
    }

    /// <summary>What a command gets that wants a form: only a click can open one.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="command">The command so far.</param>
    /// <param name="incident">The incident that it is about, or null.</param>
    public static DrawnCard OfferForm(string text, string command, string? incident) =>
        Draw(text, isMarkdown: false, [CardElements.Fetch("Open the form", new CardButton(CardButton.Open, command, null, incident).Write())]);

    private static DrawnCard Draw(string text, bool isMarkdown, IReadOnlyList<System.Text.Json.Nodes.JsonObject> actions)
    {
        var lines = OutsideText.Lines(text, Most);
        var body = (isMarkdown ? MarkdownLines.Elements(lines) : lines.Split('\n').Where(line => line.Length > 0).Select(line => MarkdownLines.Line(line))).Take(MostLines).ToList();
        if (body.Count == 0) body.Add(MarkdownLines.Line("Done."));
        return new DrawnCard(OutsideText.Line(text.Replace("`", "", StringComparison.Ordinal), 200) is { Length: > 0 } summary ? summary : "ChatOps", CardElements.Card(body, actions));
    }
}
