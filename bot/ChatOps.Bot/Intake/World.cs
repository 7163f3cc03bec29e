using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Masking;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Intake;

/// <summary>What decisions need to know beside what is stored: the configuration's part of a situation.</summary>
internal sealed record World
{
    /// <summary>The figures that a new incident climbs by.</summary>
    public required EscalationPolicy Policy { get; init; }

    /// <summary>When services of criticality low are waited for.</summary>
    public required WorkingHours WorkingHours { get; init; }

    /// <summary>The roles whose responder has a handle on an enabled platform (rule 2.12).</summary>
    public required IReadOnlySet<string> Reachable { get; init; }

    /// <summary>People and responders.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The services.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>Files alerts by their labels.</summary>
    public required AlertFiling Filing { get; init; }

    /// <summary>Takes secrets out of what people write, as <see cref="Filing"/> does for alerts.</summary>
    public SecretMask Mask { get; init; } = SecretMask.Patterns;

    /// <summary>Where incidents are told.</summary>
    public required Routing Routing { get; init; }

    /// <summary>Who is written to directly, by platform; none: nobody.</summary>
    public IReadOnlyList<DirectMessages> Direct { get; init; } = [];

    /// <summary>The runbooks.</summary>
    public required RunbookShelf Runbooks { get; init; }

    /// <summary>What messages need to know.</summary>
    public required MessageContext Messages { get; init; }

    /// <summary>Above so many new incidents a minute a digest stands for them (rule 2.30); 0: never.</summary>
    public required int StormPerMinute { get; init; }

    /// <summary>How long the Watchdog of a source may be absent, where its configuration says; else <see cref="Watchdog.UsuallyWithin"/>.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> WatchdogWithin { get; init; }

    /// <summary>After how long without anything from it a source has fallen silent, for those whose configuration says.</summary>
    public IReadOnlyDictionary<string, TimeSpan> SilentAfter { get; init; } = new Dictionary<string, TimeSpan>();
}
