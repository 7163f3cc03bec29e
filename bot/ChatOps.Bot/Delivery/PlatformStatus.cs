using ChatOps.Bot.Health;

namespace ChatOps.Bot.Delivery;

/// <summary>Whether a platform takes messages, for readiness, the page and the metrics. It decides nothing: a platform that is away stops nobody.</summary>
internal sealed class PlatformStatus(string platform) : IHealthPart
{
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

    /// <inheritdoc/>
    public HealthState State() => new(Platform, Reason is null, Reason);
}
