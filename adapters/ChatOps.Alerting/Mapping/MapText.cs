using System.Text;

namespace ChatOps.Alerting.Mapping;

/// <summary>
/// A text made of what a tool sent. Alternatives are tried in order, and the first that is not empty counts; each is a path (<c>check.name</c>), a text
/// with paths in it (<c>{check.name} on {host}</c>, nothing if one of them is), or a fixed text (<c>'ServiceDown'</c>).
/// </summary>
public sealed class MapText
{
    private readonly IReadOnlyList<IReadOnlyList<Piece>> _alternatives;

    private MapText(IReadOnlyList<IReadOnlyList<Piece>> alternatives) => _alternatives = alternatives;

    /// <summary>Reads alternatives.</summary>
    /// <exception cref="FormatException">One cannot be read; the message says why.</exception>
    public static MapText Parse(params IReadOnlyList<string> alternatives)
    {
        ArgumentNullException.ThrowIfNull(alternatives);
        return new([.. alternatives.Select(ParseOne)]);
    }

    internal string? Make(MapScope scope)
    {
        foreach (var alternative in _alternatives)
        {
            if (Make(alternative, scope) is { Length: > 0 } text) return text;
        }

        return null;
    }

    /// <summary>The value that the first path with one leads to, whatever it is.</summary>
    internal Given? Find(MapScope scope) =>
        _alternatives.Select(alternative => alternative is [{ Path: { } path }] ? path.Find(scope) : null).FirstOrDefault(found => found is not null);

    private static string? Make(IReadOnlyList<Piece> pieces, MapScope scope)
    {
        if (pieces is [{ Path: { } only }]) return only.Find(scope)?.Text;
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Path is null) text.Append(piece.Fixed);
            else if (piece.Path.Find(scope)?.Text is { Length: > 0 } found) text.Append(found);
            else return null;
        }

        return text.ToString();
    }

    private static IReadOnlyList<Piece> ParseOne(string text)
    {
        var plain = text.Trim();
        if (plain is ['\'', .., '\'']) return [new(plain[1..^1], null)];
        if (!plain.Contains('{', StringComparison.Ordinal)) return [new("", MapPath.Parse(plain))];
        var pieces = new List<Piece>();
        for (var at = 0; at < plain.Length;)
        {
            var open = plain.IndexOf('{', at);
            if (open < 0) open = plain.Length;
            if (open > at) pieces.Add(new(plain[at..open], null));
            if (open == plain.Length) break;
            var close = plain.IndexOf('}', open);
            if (close < 0) throw new FormatException($"\"{text}\" opens a brace and does not close it");
            pieces.Add(new("", MapPath.Parse(plain[(open + 1)..close])));
            at = close + 1;
        }

        return pieces;
    }

    private readonly record struct Piece(string Fixed, MapPath? Path);
}
