using System.Buffers;
using System.Globalization;

namespace ChatOps.Alerting.Mapping;

/// <summary>
/// A way into what a tool sent: names divided by dots, <c>[2]</c> an item, <c>['a.b']</c> a name with a dot, <c>[name=value]</c> the first item whose
/// member is that, <c>[name:]</c> what stands behind the tag <c>name:</c> in an array of texts or a list divided by commas or blanks.
/// <c>$</c> first starts at the whole body instead of one item of <c>Each</c>; <c>@Name</c> is a header of the request.
/// </summary>
internal sealed class MapPath
{
    private const int MostSteps = 32;

    private static readonly SearchValues<char> Special = SearchValues.Create(".[]'{}$@=");

    private readonly IReadOnlyList<Way> _ways;
    private readonly string? _header;
    private readonly bool _fromRoot;

    private MapPath(IReadOnlyList<Way> ways, string? header, bool fromRoot) => (_ways, _header, _fromRoot) = (ways, header, fromRoot);

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static MapPath Parse(string text)
    {
        var path = text.Trim();
        if (path is ['@', _, ..]) return new([], path[1..], false);
        var fromRoot = path.StartsWith('$');
        var rest = (fromRoot ? path[1..] : path).AsSpan();
        var ways = new List<Way>();
        while (rest.Length > 0)
        {
            if (ways.Count == MostSteps) throw new FormatException($"\"{text}\" has more than {MostSteps} steps");
            ways.Add(rest[0] == '[' ? Bracket(text, ref rest) : Name(text, ref rest, first: ways.Count == 0 && !fromRoot));
        }

        if (ways.Count == 0 && !fromRoot) throw new FormatException("a path is empty; one looks like check.name or tags[0]");
        return new(ways, null, fromRoot);
    }

    /// <summary>What stands there, or null.</summary>
    public Given? Find(MapScope scope)
    {
        if (_header is not null) return scope.Header(_header) is { Length: > 0 } header ? Given.Of(header) : null;
        var at = _fromRoot ? scope.Root : scope.Item;
        foreach (var way in _ways)
        {
            if (at is null) return null;
            at = way.Take(at.Opened());
        }

        return at;
    }

    /// <summary>A name as it stands in a path.</summary>
    public static string Step(string name, bool first) =>
        name.Length == 0 || name.AsSpan().IndexOfAny(Special) >= 0 ? $"['{name}']" : first ? name : "." + name;

    private static Way.Member Name(string text, ref ReadOnlySpan<char> rest, bool first)
    {
        if (!first)
        {
            if (rest[0] != '.') throw new FormatException($"\"{text}\" has something between two steps that is no dot");
            rest = rest[1..];
        }

        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        if (name.Length == 0) throw new FormatException($"\"{text}\" has a step without a name");
        rest = end < 0 ? [] : rest[end..];
        return new Way.Member(name.ToString());
    }

    private static Way Bracket(string text, ref ReadOnlySpan<char> rest)
    {
        var quoted = rest.Length > 1 && rest[1] == '\'';
        var end = quoted ? rest.IndexOf("']") : rest.IndexOf(']');
        if (end < 0 || (quoted && end < 2)) throw new FormatException($"\"{text}\" opens a bracket and does not close it");
        var inner = rest[(quoted ? 2 : 1)..end].ToString();
        rest = rest[(end + (quoted ? 2 : 1))..];
        if (quoted) return new Way.Member(inner);
        if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new Way.Item(index);
        if (inner is [_, .., ':'] && !inner.Contains('=', StringComparison.Ordinal)) return new Way.Tag(inner);
        var equals = inner.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new Way.Where(inner[..equals], inner[(equals + 1)..])
            : throw new FormatException($"\"{text}\" has [{inner}]; allowed are an item's number, ['a name'], [name=value] and [tag:]");
    }

    /// <summary>One step of a path.</summary>
    private abstract record Way
    {
        public abstract Given? Take(Given from);

        public sealed record Member(string Name) : Way
        {
            public override Given? Take(Given from) => from.Members?.GetValueOrDefault(Name);
        }

        public sealed record Item(int Index) : Way
        {
            public override Given? Take(Given from) => from.Items is { } items && Index < items.Count ? items[Index] : null;
        }

        public sealed record Where(string Name, string Value) : Way
        {
            // An item may be an object, or a pair (Sentry's tags), whose members are its numbers.
            public override Given? Take(Given from) => from.Items?.FirstOrDefault(item => (item.Members?.GetValueOrDefault(Name) ?? Numbered(item))?.Text == Value);

            private Given? Numbered(Given item) =>
                item.Items is { } items && int.TryParse(Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count ? items[index] : null;
        }

        public sealed record Tag(string Prefix) : Way
        {
            private static readonly char[] Between = [',', ' ', '\t', '\n', '\r'];

            public override Given? Take(Given from)
            {
                var tags = from.Items?.Select(item => item.Text ?? "") ?? from.Text?.Split(Between, StringSplitOptions.RemoveEmptyEntries);
                return tags?.FirstOrDefault(tag => tag.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is { } found ? Given.Of(found[Prefix.Length..]) : null;
            }
        }
    }
}

/// <summary>What paths are looked up in.</summary>
/// <param name="Root">The whole body.</param>
/// <param name="Item">The item of <c>Each</c>, or the whole body.</param>
/// <param name="Header">Gives a header of the request, or null.</param>
internal sealed record MapScope(Given Root, Given Item, Func<string, string?> Header);
