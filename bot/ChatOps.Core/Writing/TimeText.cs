using System.Globalization;

namespace ChatOps.Core.Writing;

/// <summary>Instants as plain text, for where the platform cannot show them in the reader's own zone.</summary>
public static class TimeText
{
    /// <summary>
    /// The instant in this zone, with the zone: <c>03:17 UTC</c>; on another day than <paramref name="now"/> with its date: <c>2026-11-22 23:58 UTC</c>.
    /// </summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var there = TimeZoneInfo.ConvertTime(at, zone);
        var format = there.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return there.ToString(format, CultureInfo.InvariantCulture) + " " + ZoneName(zone, there);
    }

    /// <summary>The instant in this zone with date, seconds and zone (<c>2026-11-22 23:58:07 UTC</c>), for tables.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var there = TimeZoneInfo.ConvertTime(at, zone);
        return there.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " " + ZoneName(zone, there);
    }

    // The offset is what everybody understands: the short names (CET, IST) are the host's, and some stand for three zones.
    private static string ZoneName(TimeZoneInfo zone, DateTimeOffset there) =>
        zone.Id is "UTC" or "Etc/UTC" ? "UTC"
        : there.Offset == TimeSpan.Zero ? "UTC"
        : "UTC" + (there.Offset < TimeSpan.Zero ? "-" : "+") + there.Offset.ToString(there.Offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture);
}
