using System.Globalization;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>Times as the API writes them: RFC 3339 in UTC, milliseconds; none is Go's zero time.</summary>
internal static class ApiTime
{
    public static string Write(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) ?? "0001-01-01T00:00:00.000Z";
}
