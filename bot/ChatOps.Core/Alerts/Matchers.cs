using System.Collections;

namespace ChatOps.Core.Alerts;

/// <summary>Matchers that all have to hold. The empty list holds for every alert.</summary>
public sealed class Matchers : IReadOnlyList<Matcher>, IEquatable<Matchers>
{
    /// <summary>The list without any matcher.</summary>
    public static readonly Matchers None = new([]);

    private readonly Matcher[] _all;

    /// <summary>Makes a list of these, in this order.</summary>
    public Matchers(IEnumerable<Matcher> all) => _all = [.. all];

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public Matcher this[int index] => _all[index];

    /// <summary>Reads a list, separated by commas, in braces or without: <c>{alertname="TargetDown", job=~"api|web"}</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says what stands there and what is allowed.</exception>
    public static Matchers Parse(string text) => new(MatcherSyntax.List(text));

    /// <summary>Reads what a <c>Match</c> key of the configuration holds: each entry a matcher or a list of them, all have to hold.</summary>
    /// <exception cref="FormatException">One is none; the message says what stands there and what is allowed.</exception>
    public static Matchers Parse(IEnumerable<string> texts) => new(texts.SelectMany(MatcherSyntax.List));

    /// <summary>Whether all hold for these labels.</summary>
    public bool Matches(LabelSet labels)
    {
        foreach (var matcher in _all)
        {
            if (!matcher.Matches(labels)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<Matcher> GetEnumerator() => ((IEnumerable<Matcher>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Matchers? other) => other is not null && _all.AsSpan().SequenceEqual(other._all);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matchers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var matcher in _all) hash.Add(matcher);
        return hash.ToHashCode();
    }

    /// <summary>The list in braces, as <see cref="Parse(string)"/> reads it.</summary>
    public override string ToString() => "{" + string.Join(", ", _all.AsEnumerable()) + "}";
}
