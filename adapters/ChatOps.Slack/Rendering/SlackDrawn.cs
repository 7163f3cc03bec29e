using System.Text.Json.Nodes;

namespace ChatOps.Slack.Rendering;

/// <summary>A message as Slack takes it.</summary>
/// <param name="Text">For notifications and screen readers; escaped. Never empty.</param>
/// <param name="Blocks">What is shown.</param>
/// <param name="Snippets">Long data that follows as files.</param>
internal sealed record SlackDrawn(string Text, JsonArray Blocks, IReadOnlyList<Snippet> Snippets);

/// <summary>Long data as a file.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Text">All of it.</param>
internal sealed record Snippet(string Title, string Text);
