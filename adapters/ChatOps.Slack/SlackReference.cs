namespace ChatOps.Slack;

/// <summary>Where a message stands, as delivery keeps it: <c>{channel}/{ts}</c>. The time stamp is text; it is never read as a number.</summary>
/// <param name="Channel">The conversation's id.</param>
/// <param name="Ts">The message's own id in it.</param>
internal sealed record SlackReference(string Channel, string Ts)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static SlackReference? Read(string? reference)
    {
        if (reference is null) return null;
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < reference.Length - 1 ? new SlackReference(reference[..slash], reference[(slash + 1)..]) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Channel}/{Ts}";
}
