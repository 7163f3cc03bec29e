using System.Globalization;
using System.Text.Json;

namespace ChatOps.Http;

/// <summary>A body is not the JSON that is expected. Says what stands there, what is allowed, and where.</summary>
public class BadJsonException : Exception
{
    /// <summary>Makes one without saying what is wrong.</summary>
    public BadJsonException()
        : this("The body cannot be read.", JsonPlace.Start)
    {
    }

    /// <summary>Makes one about the body as a whole.</summary>
    public BadJsonException(string message)
        : this(message, JsonPlace.Start)
    {
    }

    /// <summary>Makes one about the body as a whole, with its cause.</summary>
    public BadJsonException(string message, Exception innerException)
        : base(message, innerException) => Place = JsonPlace.Start;

    /// <summary>Makes one about a place.</summary>
    public BadJsonException(string message, JsonPlace place)
        : base(message) => Place = place;

    /// <summary>Where it is.</summary>
    public JsonPlace Place { get; }

    /// <summary>The message with its place: <c>$[0].labels.severity (line 1, byte 34): a text is expected, a number stands there.</c></summary>
    public string Sentence => Place == JsonPlace.Start ? char.ToUpperInvariant(Message[0]) + Message[1..] : $"{Place}: {Message}";
}

/// <summary>A place in a JSON body.</summary>
/// <param name="Path">From the root: <c>$[0].labels.severity</c>.</param>
/// <param name="Line">1 and up.</param>
/// <param name="Byte">In its line, 1 and up.</param>
public readonly record struct JsonPlace(string Path, int Line, int Byte)
{
    private const int MostPath = 200;

    /// <summary>The start of the body.</summary>
    public static readonly JsonPlace Start = new("$", 1, 1);

    /// <summary>The place of a byte. Reads the body up to there once more, so that reading good bodies keeps no track of where it is.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="offset">0 up to the body's length.</param>
    /// <param name="maxDepth">As the body was read.</param>
    public static JsonPlace Of(ReadOnlySpan<byte> body, long offset, int maxDepth)
    {
        var before = body[..(int)Math.Min(offset, body.Length)];
        var line = before.Count((byte)'\n') + 1;
        var inLine = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return new(PathTo(body, offset, maxDepth), line, inLine);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path} (line {Line}, byte {Byte})");

    private static string PathTo(ReadOnlySpan<byte> body, long offset, int maxDepth)
    {
        var steps = new List<Step>();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset) Follow(steps, ref reader);
        }
        catch (JsonException)
        {
            // Up to here it could be read; the rest is what is wrong.
        }

        var path = "$" + string.Concat(steps.Select(step => step.ToString()));
        return path.Length <= MostPath ? path : path[..MostPath] + "…";
    }

    private static void Follow(List<Step> steps, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                steps[^1] = new(TextOf(ref reader), -1);
                return;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                if (steps.Count > 0) steps.RemoveAt(steps.Count - 1);
                return;
        }

        if (steps is [.., { Index: var index and >= -1, Name: null }]) steps[^1] = new(null, index + 1);
        if (reader.TokenType == JsonTokenType.StartArray) steps.Add(new(null, -1));
        else if (reader.TokenType == JsonTokenType.StartObject) steps.Add(new("", -1));
    }

    private static string TextOf(ref Utf8JsonReader reader) => System.Text.Encoding.UTF8.GetString(reader.ValueSpan);

    /// <param name="Name">A property's name, the empty text before the first; null in an array.</param>
    /// <param name="Index">An item's index, -1 before the first.</param>
    private readonly record struct Step(string? Name, int Index)
    {
        public override string ToString() => Name is null ? Index < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{Index}]") : Name.Length == 0 ? "" : "." + Name;
    }
}
