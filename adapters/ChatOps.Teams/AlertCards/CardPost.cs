using System.Text.Json;

namespace ChatOps.Teams.AlertCards;

/// <summary>What a tool posts to a Teams channel, in plain words: a MessageCard (Microsoft 365 connectors) or a message with Adaptive Cards (Workflows).</summary>
/// <param name="Lines">What it says, its title first.</param>
/// <param name="Facts">Names and values of its facts.</param>
/// <param name="Links">The addresses that it leads to, in order.</param>
/// <param name="Color">Its colour as a word or hexadecimal figures; empty where it has none.</param>
/// <param name="IsMessageCard">Whether it is of the older kind, which is answered otherwise.</param>
internal sealed record CardPost(IReadOnlyList<string> Lines, IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<string> Links, string Color, bool IsMessageCard)
{
    private static readonly string[] Colors = ["good", "warning", "attention", "accent"];

    private const int Most = 2000;
    private const int Deepest = 12;

    /// <summary>The first thing that it says.</summary>
    public string Title => OutsideText.Line(Lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)), 500);

    /// <summary>Reads one; null when it is neither, or says nothing.</summary>
    public static CardPost? Of(JsonElement body)
    {
        var reading = new Reading();
        var isMessageCard = body.Text("@type") == "MessageCard" || (body.Text("type") is null && (body.Text("title") ?? body.Text("text") ?? body.Text("summary")) is not null);
        if (isMessageCard) reading.MessageCard(body);
        else foreach (var card in Cards(body)) reading.Adaptive(card, 0);
        return reading.Post(isMessageCard);
    }

    /// <summary>Reads the Adaptive Cards of a message; null when they say nothing.</summary>
    public static CardPost? Of(IReadOnlyList<JsonElement> cards)
    {
        var reading = new Reading();
        foreach (var card in cards) reading.Adaptive(card, 0);
        return reading.Post(isMessageCard: false);
    }

    private static IEnumerable<JsonElement> Cards(JsonElement body) =>
        body.Text("type") == "AdaptiveCard" ? [body] : body.Items("attachments").Take(10).Select(attachment => attachment.Inner("content")).OfType<JsonElement>();

    private sealed class Reading
    {
        public List<string> Lines { get; } = [];

        public List<(string Name, string Value)> Facts { get; } = [];

        public List<string> Links { get; } = [];

        public string Color { get; private set; } = "";

        public CardPost? Post(bool isMessageCard) => Lines.Exists(line => !string.IsNullOrWhiteSpace(line)) ? new CardPost(Lines, Facts, [.. Links.Distinct(StringComparer.Ordinal)], Color, isMessageCard) : null;

        public void MessageCard(JsonElement card)
        {
            Color = card.Text("themeColor")?.TrimStart('#') ?? "";
            Say(card.Text("title") ?? card.Text("summary"));
            Say(card.Text("text"));
            foreach (var section in card.Items("sections").Take(10))
            {
                foreach (var name in (string[])["title", "activityTitle", "activitySubtitle", "activityText", "text"]) Say(section.Text(name));
                Fill(section);
                foreach (var action in section.Items("potentialAction")) Follow(action);
            }

            foreach (var action in card.Items("potentialAction").Take(10)) Follow(action);
        }

        public void Adaptive(JsonElement element, int depth)
        {
            if (depth > Deepest || Lines.Count > Most || element.ValueKind != JsonValueKind.Object) return;
            if (Color.Length == 0 && Colors.FirstOrDefault(color => color.Equals(element.Text("color") ?? element.Text("style"), StringComparison.OrdinalIgnoreCase)) is { } color) Color = color;
            if (element.Text("type") == "RichTextBlock") Say(string.Concat(element.Items("inlines").Select(run => run.ValueKind == JsonValueKind.String ? run.GetString() : run.Text("text"))));
            else Say(element.Text("text"));
            Fill(element);
            if (element.Text("url") is { } url && element.Text("type") == "Action.OpenUrl") Link(url);
            foreach (var part in (string[])["body", "items", "columns", "actions", "rows", "cells"])
            {
                foreach (var child in element.Items(part).Take(Most)) Adaptive(child, depth + 1);
            }
        }

        private void Fill(JsonElement holder)
        {
            foreach (var fact in holder.Items("facts").Take(100))
            {
                if ((fact.Text("name") ?? fact.Text("title")) is { } name && fact.Text("value") is { } value) Facts.Add((Plain(name).TrimEnd(':', ' '), Plain(value)));
            }
        }

        private void Follow(JsonElement action)
        {
            if (action.Text("uri") is { } uri) Link(uri);
            foreach (var target in action.Items("targets").Take(5))
            {
                if (target.Text("uri") is { } address) Link(address);
            }

            foreach (var target in action.Items("target").Where(target => target.ValueKind == JsonValueKind.String).Take(5)) Link(target.GetString()!);
        }

        private void Say(string? text)
        {
            if (text is null) return;
            foreach (var line in text.Split('\n').Take(Most - Math.Min(Most, Lines.Count))) Lines.Add(Plain(line));
        }

        private void Link(string address)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https") Links.Add(found.AbsoluteUri);
        }

        private static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal).Replace("<br>", " ", StringComparison.OrdinalIgnoreCase).TrimEnd('\r', ' ').TrimStart('#', ' ');
    }
}
