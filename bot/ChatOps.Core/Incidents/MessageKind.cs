namespace ChatOps.Core.Incidents;

/// <summary>The sorts of message, most urgent first: mentions overtake digests.</summary>
public enum MessageKind
{
    /// <summary>An escalation with its mention. Always goes out.</summary>
    Mention,

    /// <summary>An approval is asked.</summary>
    Approval,

    /// <summary>A reminder, or a mention that repeats.</summary>
    Reminder,

    /// <summary>The report of Level 1.</summary>
    Report,

    /// <summary>News for the thread.</summary>
    News,

    /// <summary>The post-mortem.</summary>
    PostMortem,
}
