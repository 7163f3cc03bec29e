namespace ChatOps.Core.Messages;

/// <summary>
/// A message as every platform draws it with its own means. Text from outside is only ever a <see cref="Run.Text"/> run: data, which a renderer
/// escapes, so that it can never mention anybody or start formatting.
/// </summary>
/// <param name="Summary">The first line alone, also the notification on a locked phone; plain text.</param>
/// <param name="Title">The message's first line, drawn.</param>
/// <param name="Blocks">What follows, in order.</param>
/// <param name="Buttons">At most four, the likely one first.</param>
/// <param name="Footer">The last line: what happens if nobody does anything, and when. Or null.</param>
public sealed record ChatMessage(
    string Summary,
    IReadOnlyList<Run> Title,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<Button> Buttons,
    IReadOnlyList<Run>? Footer = null);
