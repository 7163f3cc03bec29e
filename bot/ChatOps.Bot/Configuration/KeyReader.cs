using System.Globalization;

namespace ChatOps.Bot.Configuration;

/// <summary>
/// Reads one section, key by key. What cannot be read becomes a mistake and the default is taken, so that one reading finds all mistakes;
/// keys that nobody asked for are unknown keys.
/// </summary>
internal sealed class KeyReader(IConfiguration section, string path, Findings findings)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string Path { get; } = path;

    public Findings Findings { get; } = findings;

    /// <summary>The keys that stand in this section.</summary>
    public IEnumerable<string> Keys => section.GetChildren().Select(child => child.Key);

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}:{key}";

    public bool Has(string key) => section.GetSection(key).Exists();

    public string? Text(string key)
    {
        _known.Add(key);
        return section[key] is { Length: > 0 } value ? value : null;
    }

    /// <summary>A text that is never shown; <c>{key}:File</c> names a file that holds it.</summary>
    public string? Secret(string key)
    {
        var value = Text(key);
        if (section[$"{key}:File"] is not { Length: > 0 } file) return value;
        if (value is not null)
        {
            Findings.Mistake($"{PathOf(key)} is set, and so is {PathOf(key)}:File; allowed: one of the two");
            return value;
        }

        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n') is { Length: > 0 } text ? text : throw new IOException("it is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Findings.Mistake($"{PathOf(key)}:File holds {Shown(file)}; allowed: a file that can be read and is not empty ({e.Message})");
            return null;
        }
    }

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text) return fallback;
        // "5" would be five days to TimeSpan: a trap, so a colon is asked for.
        var good = text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;
        if (good) return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
        Wrong(key, $"a duration from {least:c} to {most:c}, written [d.]hh:mm:ss");
        return fallback;
    }

    public int Number(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        Wrong(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        if (Text(key) is not { } text) return fallback;
        if (bool.TryParse(text, out var value)) return value;
        Wrong(key, "true or false");
        return fallback;
    }

    /// <summary>One of the enumeration's words, without regard to case; never a number.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum => Text(key) is { } text ? ChoiceOf(key, text, Enum.GetValues<T>()) ?? fallback : fallback;

    public T? Choice<T>(string key, params IReadOnlyList<T> allowed)
        where T : struct, Enum => Text(key) is { } text ? ChoiceOf(key, text, allowed) : null;

    public Uri? Address(string key)
    {
        if (Text(key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        Wrong(key, "an absolute http or https address");
        return null;
    }

    public TimeOnly Time(string key, TimeOnly fallback)
    {
        if (Text(key) is not { } text) return fallback;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        Wrong(key, "a time of day, written hh:mm");
        return fallback;
    }

    public TimeZoneInfo Zone(string key, TimeZoneInfo fallback)
    {
        if (Text(key) is not { } text) return fallback;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)) return zone;
        Wrong(key, "a time zone's name such as UTC or Europe/Berlin");
        return fallback;
    }

    /// <summary>The texts of a list; one text that stands alone is a list of one.</summary>
    public IReadOnlyList<string> List(string key)
    {
        if (Text(key) is { } single) return [single];
        return [.. section.GetSection(key).GetChildren().Select(child => child.Value).OfType<string>().Where(value => value.Length > 0)];
    }

    /// <summary>A section of free keys, each with a text.</summary>
    public IReadOnlyDictionary<string, string> Texts(string key)
    {
        Text(key);
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetSection(key).GetChildren())
        {
            if (child.Value is { } value) texts[child.Key] = value;
            else Findings.Mistake($"{PathOf(key)}:{child.Key} holds a section; allowed: a text");
        }

        return texts;
    }

    /// <summary>A section whose keys the caller knows; it is checked for unknown ones afterwards.</summary>
    public T Section<T>(string key, Func<KeyReader, T> read)
    {
        if (Text(key) is not null && !section.GetSection(key).GetChildren().Any()) Wrong(key, "a section with keys of its own");
        var reader = new KeyReader(section.GetSection(key), PathOf(key), Findings);
        var value = read(reader);
        reader.NameUnknownKeys();
        return value;
    }

    /// <summary>The sections of a list or of a dictionary with free keys, each read alike.</summary>
    public IReadOnlyList<T> Sections<T>(string key, Func<string, KeyReader, T> read)
    {
        if (Text(key) is not null) Wrong(key, "a section with keys of its own");
        var reader = new KeyReader(section.GetSection(key), PathOf(key), Findings);
        return [.. reader.Keys.Select(child => reader.Section(child, inner => read(child, inner)))];
    }

    /// <summary>Leaves this key's whole section to whoever reads it (Logging, Kestrel).</summary>
    public void LeaveAlone(string key) => _known.Add(key);

    /// <summary>What the key holds is wrong.</summary>
    public void Wrong(string key, string allowed) => Findings.Mistake($"{PathOf(key)} holds {Shown(section[key])}; allowed: {allowed}");

    public void NameUnknownKeys()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            var nearest = NearestName.Of(child.Key, _known);
            var holds = child.Value is null ? "a section" : IsSecretive(child.Key + nearest) ? "a value" : Shown(child.Value);
            var allowed = nearest is null ? string.Join(", ", _known.Order(StringComparer.Ordinal)) : $"did you mean {PathOf(nearest)}?";
            Findings.Mistake($"{PathOf(child.Key)} holds {holds}, and there is no such key; {(nearest is null ? "allowed here: " : "")}{allowed}");
        }
    }

    private T? ChoiceOf<T>(string key, string text, IReadOnlyList<T> allowed)
        where T : struct, Enum
    {
        foreach (var value in allowed)
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        var words = string.Join(", ", allowed);
        Wrong(key, NearestName.Of(text, allowed.Select(value => value.ToString())) is { } nearest ? $"{words}; did you mean {nearest}?" : words);
        return null;
    }

    private static bool IsSecretive(string name) =>
        ((string[])["token", "secret", "password", "key", "connection"]).Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    internal static string Shown(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "nothing";
        var plain = string.Concat(value.Take(80).Select(c => char.IsControl(c) ? '\u00b7' : c));
        return value.Length > 80 ? $"\"{plain}…\" ({value.Length} characters)" : $"\"{plain}\"";
    }
}
