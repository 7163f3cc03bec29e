namespace ChatOps.Core.Alerts;

/// <summary>A span of time in which alerts that fit mute messages and mentions, never the record (rule 2.27).</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Matchers">All have to hold; at least one.</param>
/// <param name="StartsAt">From then on it covers; a later time than now makes a maintenance window.</param>
/// <param name="EndsAt">From then on it does not.</param>
/// <param name="CreatedBy">Who wanted it, as they said.</param>
/// <param name="Comment">Why.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record Silence(
    string Id,
    Matchers Matchers,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string CreatedBy,
    string Comment,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Where it stands at this time.</summary>
    public SilenceState StateAt(DateTimeOffset now) =>
        now < StartsAt ? SilenceState.Pending : now < EndsAt ? SilenceState.Active : SilenceState.Expired;

    /// <summary>Whether it mutes an alert with these labels at this time.</summary>
    public bool Covers(LabelSet labels, DateTimeOffset now) => StateAt(now) == SilenceState.Active && Matchers.Matches(labels);

    /// <summary>The silence as it is once somebody ends it; one that has ended stays as it is.</summary>
    public Silence Expired(DateTimeOffset now) => StateAt(now) switch
    {
        SilenceState.Active => this with { EndsAt = now, UpdatedAt = now },
        SilenceState.Pending => this with { StartsAt = now, EndsAt = now, UpdatedAt = now },
        _ => this,
    };
}

/// <summary>Where a silence stands.</summary>
public enum SilenceState
{
    /// <summary>It starts later.</summary>
    Pending,

    /// <summary>It covers.</summary>
    Active,

    /// <summary>It has ended, or was lifted.</summary>
    Expired,
}
