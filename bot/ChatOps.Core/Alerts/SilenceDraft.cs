namespace ChatOps.Core.Alerts;

/// <summary>A silence that somebody wants, or an edit of one.</summary>
/// <param name="Id">The silence to edit, or null for a new one.</param>
/// <param name="Matchers">All have to hold.</param>
/// <param name="StartsAt">Where it lies before now, a new silence starts now.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="CreatedBy">Who wants it.</param>
/// <param name="Comment">Why.</param>
public sealed record SilenceDraft(string? Id, Matchers Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, string Comment)
{
    /// <summary>Why it cannot be put on, in a sentence; null when it can.</summary>
    public string? Problem(DateTimeOffset now)
    {
        if (Matchers.Count == 0) return "A silence needs at least one matcher, as in service=\"checkout\".";
        if (Matchers.All(matcher => matcher.Accepts(""))) return "At least one matcher must not match the empty value, or the silence would cover everything.";
        if (EndsAt <= StartsAt) return "The end of a silence must lie after its start.";
        if (EndsAt <= now) return "The end of a silence must lie in the future.";
        return null;
    }

    /// <summary>
    /// What becomes of the draft, as Alertmanager does it: an edit keeps the id while the matchers are equal, it has not expired, and (when it
    /// is active) its start is the same second, or (when it is pending) its start is not in the past. Any other edit ends the old one and makes a new one.
    /// </summary>
    /// <param name="existing">The silence that <see cref="Id"/> names; null for a new one.</param>
    /// <param name="newId">The id of the new silence, should there be one.</param>
    /// <param name="now">The time.</param>
    public SilenceEdit ApplyTo(Silence? existing, string newId, DateTimeOffset now)
    {
        if (existing is not null && KeepsId(existing, now))
        {
            var start = existing.StateAt(now) == SilenceState.Active ? existing.StartsAt : StartsAt;
            return new(existing with { StartsAt = start, EndsAt = EndsAt, CreatedBy = CreatedBy, Comment = Comment, UpdatedAt = now }, null);
        }

        var ended = existing?.Expired(now);
        var put = new Silence(newId, Matchers, StartsAt < now ? now : StartsAt, EndsAt, CreatedBy, Comment, now);
        return new(put, ReferenceEquals(ended, existing) ? null : ended);
    }

    private bool KeepsId(Silence existing, DateTimeOffset now) => Matchers.Equals(existing.Matchers) && existing.StateAt(now) switch
    {
        SilenceState.Active => StartsAt.ToUnixTimeSeconds() == existing.StartsAt.ToUnixTimeSeconds(),
        SilenceState.Pending => StartsAt >= now,
        _ => false,
    };
}

/// <summary>What becomes of a <see cref="SilenceDraft"/>; both are stored in one transaction.</summary>
/// <param name="Put">The silence as it is now.</param>
/// <param name="Ended">The one that it replaces, ended; or null.</param>
public sealed record SilenceEdit(Silence Put, Silence? Ended);
