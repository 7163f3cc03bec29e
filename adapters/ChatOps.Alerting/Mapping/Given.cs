using System.Text;
using System.Text.Json;
using ChatOps.Http;

namespace ChatOps.Alerting.Mapping;

/// <summary>What a tool sent, as a tree: a plain value, an object or an array. Numbers, true and false are texts here; null is nothing.</summary>
internal sealed class Given
{
    private static readonly Given Nothing = new();

    /// <summary>The plain value, or null.</summary>
    public string? Text { get; private init; }

    /// <summary>The members of an object, in the order of the body; null for anything else.</summary>
    public IReadOnlyDictionary<string, Given>? Members { get; private init; }

    /// <summary>The items of an array; null for anything else.</summary>
    public IReadOnlyList<Given>? Items { get; private init; }

    /// <summary>A plain value.</summary>
    public static Given Of(string? text) => text is null ? Nothing : new() { Text = text };

    /// <summary>An object.</summary>
    public static Given Of(IReadOnlyDictionary<string, Given> members) => new() { Members = members };

    /// <summary>Reads a body of JSON.</summary>
    /// <exception cref="BadJsonException">It is none.</exception>
    public static Given Read(ReadOnlySpan<byte> body)
    {
        var json = new JsonInput(body, lenientTexts: true);
        var given = Read(ref json);
        json.End();
        return given;
    }

    /// <summary>This value, or what a text that is itself JSON holds: some tools put one into the other.</summary>
    public Given Opened()
    {
        if (Text is not { Length: > 1 } text || text.AsSpan().TrimStart() is not ['{' or '[', ..]) return this;
        try
        {
            return Read(Encoding.UTF8.GetBytes(text));
        }
        catch (BadJsonException)
        {
            return this;
        }
    }

    /// <summary>Every plain value with its path, for those who write a map.</summary>
    /// <param name="most">How many at most.</param>
    public IEnumerable<KeyValuePair<string, string>> Leaves(int most) => Leaves("").Take(most);

    private IEnumerable<KeyValuePair<string, string>> Leaves(string path)
    {
        if (Text is { } text) return [new(path, text)];
        if (Members is { } members) return members.SelectMany(member => member.Value.Leaves(path + MapPath.Step(member.Key, first: path.Length == 0)));
        return Items?.SelectMany((item, index) => item.Leaves(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{index}]"))) ?? [];
    }

    private static Given Read(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.StartObject)
        {
            var members = new Dictionary<string, Given>(StringComparer.Ordinal);
            while (json.NextProperty())
            {
                var name = json.Name();
                json.ToValue();
                members[name] = Read(ref json);
            }

            return new() { Members = members };
        }

        if (json.Kind != JsonTokenType.StartArray) return Of(json.Plain());
        var items = new List<Given>();
        while (json.NextItem()) items.Add(Read(ref json));
        return new() { Items = items };
    }
}
