using System.Collections.Concurrent;
using ChatOps.Bot.Health;
using ChatOps.Core.Delivery;

namespace ChatOps.Bot.Delivery;

/// <summary>Whether a platform takes messages, for readiness, the page and the metrics. It decides nothing: a platform that is away stops nobody.</summary>
internal sealed class PlatformStatus(string platform) : IHealthPart
{
    private readonly ConcurrentDictionary<string, string> _refusing = new(StringComparer.Ordinal);
    private volatile string? _reason;

    /// <summary>The platform's name.</summary>
    public string Platform { get; } = platform;

    /// <summary>Why it takes nothing now; null while it works.</summary>
    public string? Reason
    {
        get => _reason;
        set => _reason = value;
    }

    /// <inheritdoc/>
    public bool Decides => false;

    /// <summary>Remembers the places that refuse everything (gone, archived, not ours to write to) until they take something again.</summary>
    public void Heard(string place, DeliveryResult result)
    {
        if (result is DeliveryResult.Refused { Reason: DeliveryReason.ChannelGone or DeliveryReason.NotAuthorized } refused) _refusing[place] = refused.Detail;
        else if (result is DeliveryResult.Delivered) _refusing.TryRemove(place, out _);
    }

    /// <inheritdoc/>
    public HealthState State()
    {
        var reason = _reason ?? (_refusing.IsEmpty ? null : string.Join("; ", _refusing.OrderBy(place => place.Key, StringComparer.Ordinal).Select(place => $"{place.Key} takes no messages: {place.Value}")));
        return new(Platform, reason is null, reason);
    }
}
