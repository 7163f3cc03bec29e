using System.Globalization;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>Reads the values of one map, key by key. What cannot be read is a mistake and reads as if it were not there.</summary>
/// <param name="map">The map.</param>
/// <param name="what">What it is, for mistakes: <c>a step</c>.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class MapReader(YamlMap map, string what, Mistakes mistakes)
{
    private readonly List<string> _known = [];

    public YamlMap Map => map;

    public YamlNode? Node(string key)
    {
        if (!_known.Contains(key)) _known.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
    }

    /// <summary>The place of a key's value, or of the map when it is not there.</summary>
    public YamlNode Place(string key) => Node(key) ?? map;

    /// <summary>A text; null when it is not there or is none.</summary>
    public YamlText? Text(string key, string allowed, bool required = false)
    {
        switch (Node(key))
        {
            case null:
                if (required) mistakes.Add(map, $"{what} has no {key}; allowed: {allowed}");
                return null;
            case YamlText { Value.Length: > 0 } text:
                return text;
            case var other:
                mistakes.Add(other, $"{key} holds {other.Shown}; allowed: {allowed}");
                return null;
        }
    }

    /// <summary>Texts: a list of them, or one alone.</summary>
    public IReadOnlyList<YamlText> Texts(string key, string allowed)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlText { Value.Length: > 0 } one:
                return [one];
            case YamlList list:
                foreach (var wrong in list.Items.Where(item => item is not YamlText { Value.Length: > 0 })) mistakes.Add(wrong, $"{key} holds {wrong.Shown}; allowed: {allowed}");
                return [.. list.Items.OfType<YamlText>().Where(item => item.Value.Length > 0)];
            case var other:
                mistakes.Add(other, $"{key} holds {other.Shown}; allowed: {allowed}");
                return [];
        }
    }

    /// <summary>Words of an enumeration, as people write them.</summary>
    public IReadOnlyList<T> Choices<T>(string key, IReadOnlyList<T> allowed, Func<T, string> word)
        where T : struct, Enum
    {
        var words = string.Join(", ", allowed.Select(word));
        List<T> chosen = [];
        foreach (var text in Texts(key, words))
        {
            var found = allowed.Where(value => word(value) == text.Value).ToArray();
            if (found.Length > 0) chosen.Add(found[0]);
            else mistakes.Add(text, $"{key} holds {text.Shown}; allowed: {words}{DidYouMean(text.Value, allowed.Select(word))}");
        }

        return chosen;
    }

    public TimeSpan? Duration(string key, TimeSpan most)
    {
        var allowed = $"{StepDuration.Allowed}, {DurationText.Of(most)} at most";
        if (Text(key, allowed) is not { } text) return null;
        if (StepDuration.TryParse(text.Value, out var value) && value <= most) return value;
        mistakes.Add(text, $"{key} holds {text.Shown}; allowed: {allowed}");
        return null;
    }

    public int? Count(string key, int least, int most)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (Text(key, allowed) is not { } text) return null;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        mistakes.Add(text, $"{key} holds {text.Shown}; allowed: {allowed}");
        return null;
    }

    public bool Flag(string key)
    {
        if (Text(key, "true or false") is not { } text) return false;
        if (text.Value is not ("true" or "false")) mistakes.Add(text, $"{key} holds {text.Shown}; allowed: true or false");
        return text.Value == "true";
    }

    /// <summary>Every key that nobody asked for is a mistake.</summary>
    public void NameUnknownKeys()
    {
        foreach (var (key, _) in map.Entries.Where(entry => !_known.Contains(entry.Key.Value)))
        {
            mistakes.Add(key, $"{key.Shown} is no key of {what}; allowed: {string.Join(", ", _known)}{DidYouMean(key.Value, _known)}");
        }
    }

    public static string DidYouMean(string written, IEnumerable<string> known) => NearestName.Of(written, known) is { } near ? $"; did you mean {near}?" : "";
}
