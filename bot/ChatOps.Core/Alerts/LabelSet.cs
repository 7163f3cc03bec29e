using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Core.Alerts;

/// <summary>
/// The labels of an alert, sorted by name (ordinal). A label with an empty value is the same as none
/// (Alertmanager's rule), so it is left out. Two sets with the same pairs are equal.
/// </summary>
public sealed class LabelSet : IReadOnlyDictionary<string, string>, IEquatable<LabelSet>
{
    /// <summary>The set with no label.</summary>
    public static readonly LabelSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _pairs;

    private LabelSet(KeyValuePair<string, string>[] pairs) => _pairs = pairs;

    /// <summary>Makes a set of these pairs; of a name that stands twice, the last value counts.</summary>
    public static LabelSet From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var sorted = pairs.ToArray();
        if (!InOrder(sorted)) sorted = LastOfEach(sorted);
        if (Array.Exists(sorted, pair => pair.Value.Length == 0)) sorted = Array.FindAll(sorted, pair => pair.Value.Length > 0);
        return sorted.Length == 0 ? Empty : new LabelSet(sorted);
    }

    // Most senders sort, and most sets are made once for each alert.
    private static bool InOrder(KeyValuePair<string, string>[] pairs)
    {
        for (var i = 1; i < pairs.Length; i++)
        {
            if (string.CompareOrdinal(pairs[i - 1].Key, pairs[i].Key) >= 0) return false;
        }

        return true;
    }

    private static KeyValuePair<string, string>[] LastOfEach(KeyValuePair<string, string>[] pairs)
    {
        // Sorting keeps pairs of one name in the order in which they came.
        var sorted = pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var last = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Key != sorted[last].Key) last++;
            sorted[last] = sorted[i];
        }

        return sorted[..(last + 1)];
    }

    /// <summary>Makes a set of these pairs, for code that names its labels.</summary>
    public static LabelSet Of(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        var list = new List<KeyValuePair<string, string>>(pairs.Length);
        foreach (var (name, value) in pairs) list.Add(new(name, value));
        return From(list);
    }

    /// <inheritdoc/>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _pairs.Select(pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _pairs.Select(pair => pair.Value);

    /// <summary>The value of this label.</summary>
    /// <exception cref="KeyNotFoundException">There is no such label.</exception>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <summary>The value of this label, or the empty text: a matcher on a missing label sees <c>""</c>.</summary>
    public string Get(string name) => TryGetValue(name, out var value) ? value : "";

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        int low = 0, high = _pairs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(_pairs[middle].Key, key);
            if (order == 0)
            {
                value = _pairs[middle].Value;
                return true;
            }

            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _pairs)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => "{" + string.Join(", ", _pairs.Select(pair => $"{pair.Key}=\"{pair.Value}\"")) + "}";
}
