using System.Globalization;
using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Recovery</c>: the guard rails of self-recovery for all services; each service may say otherwise in its own section of that name.</summary>
/// <param name="Rules">What holds for a service that says nothing else.</param>
/// <param name="Windows">Maintenance windows.</param>
internal sealed record GuardSettings(RecoveryRules Rules, IReadOnlyList<MaintenanceWindow> Windows)
{
    public static GuardSettings Read(KeyReader keys, TimeZoneInfo displayZone) =>
        new(ReadRules(keys, RecoveryRules.Default), keys.Sections("Windows", (name, window) => ReadWindow(name, window, displayZone)));

    /// <summary>The figures of a section, where it names none those that are usual.</summary>
    public static RecoveryRules ReadRules(KeyReader keys, RecoveryRules usual) => usual with
    {
        MaxShare = Share(keys, "MaxShare", usual.MaxShare),
        OffAfter = keys.Number("OffAfter", usual.OffAfter, 0, 1000),
        Approvals = keys.Number("Approvals", usual.Approvals, 1, RunbookReader.MostApprovals),
        AnotherApproves = keys.Flag("AnotherApproves", usual.AnotherApproves),
    };

    /// <summary>What the windows say together with the catalog.</summary>
    public void CheckWith(IReadOnlyList<CatalogEntry> services, Findings findings)
    {
        var names = services.Select(entry => entry.Service.Name).ToArray();
        foreach (var window in Windows)
        {
            foreach (var unknown in window.Services.Except(names, StringComparer.OrdinalIgnoreCase))
            {
                findings.Mistake($"Recovery:Windows:{window.Name}:Services holds {KeyReader.Shown(unknown)}; allowed: names of Services{(NearestName.Of(unknown, names) is { } nearest ? $"; did you mean {nearest}?" : "")}");
            }
        }
    }

    private static MaintenanceWindow ReadWindow(string name, KeyReader keys, TimeZoneInfo displayZone)
    {
        var services = keys.List("Services");
        var (start, end) = (Instant(keys, "Start"), Instant(keys, "End"));
        if (!keys.Has("Days") && !keys.Has("From") && !keys.Has("To"))
        {
            if (start is null || end is null || start >= end) keys.Wrong(start is null ? "Start" : "End", "the begin and the later end of the window (2026-12-01T22:00:00+01:00), or Days, From and To for one of every week");
            return new(name, services, start, end, null);
        }

        if (start is not null || end is not null) keys.Wrong(start is null ? "End" : "Start", "nothing beside Days, From and To: a window comes once or every week");
        var days = PeopleSettings.ReadDays(keys);
        var everyDay = Enum.GetValues<DayOfWeek>().ToHashSet();
        return new(name, services, null, null, new WeeklySpan(days.Count == 0 ? everyDay : days, keys.Time("From", TimeOnly.MinValue), keys.Time("To", TimeOnly.MinValue), keys.Zone("TimeZone", displayZone)));
    }

    private static DateTimeOffset? Instant(KeyReader keys, string key)
    {
        if (keys.Text(key) is not { } text) return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant;
        keys.Wrong(key, "an instant with its offset, such as 2026-12-01T22:00:00+01:00");
        return null;
    }

    private static double Share(KeyReader keys, string key, double fallback)
    {
        if (keys.Text(key) is not { } text) return fallback;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1) return share;
        keys.Wrong(key, "a number above 0 and up to 1, such as 0.5");
        return fallback;
    }
}
