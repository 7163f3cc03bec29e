using System.Globalization;

namespace ChatOps.Operations.Http;

/// <summary>Status codes that are expected: <c>200</c>, <c>200-299</c>.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal sealed record StatusRange(int From, int To)
{
    public static readonly IReadOnlyList<StatusRange> Success = [new(200, 299)];

    /// <summary>Reads one; null when it is none.</summary>
    public static StatusRange? Parse(string text)
    {
        var parts = text.Split('-', 2, StringSplitOptions.TrimEntries);
        if (Code(parts[0]) is not { } from) return null;
        if (parts.Length == 1) return new(from, from);
        return Code(parts[1]) is { } to && to >= from ? new(from, to) : null;
    }

    public bool Has(int status) => status >= From && status <= To;

    public override string ToString() => From == To ? From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{From} to {To}");

    private static int? Code(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and <= 599 ? code : null;
}
