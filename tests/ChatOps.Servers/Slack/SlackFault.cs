namespace ChatOps.Servers.Slack;

/// <summary>Something that goes wrong with calls of the Web API.</summary>
/// <param name="Kind">What.</param>
public sealed record SlackFault(SlackFaultKind Kind)
{
    /// <summary>Only calls of this method; none: of all.</summary>
    public string? Method { get; init; }

    /// <summary>Only calls that name this channel; none: all.</summary>
    public string? Channel { get; init; }

    /// <summary>How often, at most.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How likely at each call, by the server's seed; 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Retry-After of <see cref="SlackFaultKind.RateLimited"/>, the wait of <see cref="SlackFaultKind.Slow"/>.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(1);
}

public enum SlackFaultKind
{
    /// <summary>HTTP 429 with Retry-After.</summary>
    RateLimited,

    /// <summary>HTTP 500 before anything happened.</summary>
    ServerError,

    /// <summary><c>internal_error</c> before anything happened.</summary>
    InternalError,

    /// <summary><c>internal_error</c> although it happened.</summary>
    InternalErrorAfter,

    /// <summary>The connection ends before anything happened.</summary>
    CutBefore,

    /// <summary>The connection ends after it happened: the answer is lost.</summary>
    CutAfter,

    /// <summary>The answer comes late.</summary>
    Slow,
}

/// <summary>Something wrong with what the server sends to the app over HTTP.</summary>
public enum SlackOutgoingFault
{
    /// <summary>Signed with another secret.</summary>
    BadSignature,

    /// <summary>Well signed ten minutes ago.</summary>
    OldStamp,

    /// <summary>Well signed in ten minutes.</summary>
    FutureStamp,

    /// <summary>No signature.</summary>
    NoSignature,

    /// <summary>No time stamp.</summary>
    NoStamp,

    /// <summary>Sent a second time although it was answered.</summary>
    Duplicate,
}
