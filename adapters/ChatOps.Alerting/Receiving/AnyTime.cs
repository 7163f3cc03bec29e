using System.Globalization;

namespace ChatOps.Alerting.Receiving;

/// <summary>Reads the times that tools write: there are as many forms as tools, and none is worth losing an alert for.</summary>
internal static class AnyTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss",
    ];

    // Later seconds than these are milliseconds: the year 5138.
    private const double MostSeconds = 1e11;

    /// <summary>The time, in UTC where none is told; null for what is no time, and for what a sender writes for none.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var plain = text.Trim();
        if (double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number < MostSeconds * 1000 ? AlertLimits.Meant(DateTimeOffset.UnixEpoch.AddMilliseconds(number < MostSeconds ? number * 1000 : number)) : null;
        }

        if (plain.EndsWith(" UTC", StringComparison.Ordinal)) plain = plain[..^4];
        else if (plain.EndsWith('Z')) plain = plain[..^1];
        return DateTimeOffset.TryParseExact(WithColon(plain), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? AlertLimits.Meant(time)
            : null;
    }

    // "+0000" as "+00:00".
    private static string WithColon(string text) =>
        text.Length > 5 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && text.Contains(':', StringComparison.Ordinal)
            ? $"{text[..^2]}:{text[^2..]}"
            : text;
}
