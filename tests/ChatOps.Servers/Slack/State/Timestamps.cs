using System.Globalization;

namespace ChatOps.Servers.Slack.State;

/// <summary>Message timestamps: seconds and six digits, strictly rising over the whole workspace.</summary>
internal sealed class Timestamps(TimeProvider time)
{
    private const long Micro = 1_000_000;

    private long last;

    public string Next()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        last = Math.Max(now, last + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{last / Micro}.{last % Micro:D6}");
    }

    /// <summary>A timestamp as a number that compares; null if the text is none.</summary>
    public static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
