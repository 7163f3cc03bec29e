using System.Collections.Immutable;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Delivery;

/// <summary>What is known of one platform's willingness. Kept in memory: after a start every place is tried once.</summary>
public sealed record DeliveryState
{
    /// <summary>Nothing known: everything may go.</summary>
    public static readonly DeliveryState Fresh = new();

    /// <summary>How often in a row the platform did not answer as a whole; 0 while it works.</summary>
    public int Failures { get; init; }

    /// <summary>Since when the platform is away; null while it works.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>Until when nothing is sent to the platform; null: at once.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Until when a place takes nothing: it asked for a slower pace, or had a message just now. The empty name stands for changes, where they are counted apart.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Places { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Until when a thread takes nothing, because an answer for it was lost.</summary>
    public ImmutableDictionary<IncidentId, DateTimeOffset> Threads { get; init; } = ImmutableDictionary<IncidentId, DateTimeOffset>.Empty;

    /// <summary>Forgets what has passed.</summary>
    public DeliveryState At(DateTimeOffset now)
    {
        var places = Places.RemoveRange(Places.Where(hold => hold.Value <= now).Select(hold => hold.Key));
        var threads = Threads.RemoveRange(Threads.Where(hold => hold.Value <= now).Select(hold => hold.Key));
        return ReferenceEquals(places, Places) && ReferenceEquals(threads, Threads) && !(HeldUntil <= now)
            ? this
            : this with { Places = places, Threads = threads, HeldUntil = HeldUntil <= now ? null : HeldUntil };
    }
}
