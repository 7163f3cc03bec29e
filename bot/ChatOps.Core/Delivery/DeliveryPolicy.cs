using ChatOps.Core.Incidents;

namespace ChatOps.Core.Delivery;

/// <summary>The figures by which messages go out to one platform.</summary>
public sealed record DeliveryPolicy
{
    /// <summary>The least time between two messages into one place; zero for a platform that takes any pace.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>
    /// The least time between two changes of messages, where a platform counts these apart and over all places; null where a change counts as a
    /// message in its place.
    /// </summary>
    public TimeSpan? UpdatePace { get; init; }

    /// <summary>The platform drops a repeat of a message by itself, so none is marked before it is sent and none is asked for.</summary>
    public bool RecognisesRepeats { get; init; }

    /// <summary>How many messages are under way at once, each of another thread. 1 and up.</summary>
    public int MostAtOnce { get; init; } = 16;

    /// <summary>The first pause after a failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after a failure.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a platform that cannot tell is asked whether it has a message whose answer was lost, before it is sent again: a lost mention is worse than two.</summary>
    public int MostQuestions { get; init; } = 3;

    /// <summary>The same for a platform that puts the question off.</summary>
    public int MostQuestionsPutOff { get; init; } = 10;

    /// <summary>
    /// The pause after so many failures in a row (1 and up): doubling, bounded, and spread by a quarter to either side, so that what failed together
    /// does not come again together.
    /// </summary>
    /// <param name="failures">How many, this one included.</param>
    /// <param name="jitter">From 0 to 1, from outside.</param>
    public TimeSpan PauseAfter(int failures, double jitter)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return (doubled < LongestPause ? doubled : LongestPause) * (0.75 + (0.5 * Math.Clamp(jitter, 0, 1)));
    }
}

/// <summary>A message or head message that waits for one platform, as the plan sees it.</summary>
/// <param name="Id">The outbox row; unique among the posts, and among the heads.</param>
/// <param name="Incident">The thread's incident; null for what stands in no thread.</param>
/// <param name="Place">The channel, repository or address.</param>
/// <param name="IsHead">True for the head message, which shows the present state.</param>
/// <param name="HasHead">Whether the thread's head message exists on the platform.</param>
/// <param name="Kind">How urgent it is.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Tries">How often it was tried in vain.</param>
/// <param name="Doubt">0: the platform surely has it not. Else it may have it and is asked first; 1 and one more for each question without an answer.</param>
/// <param name="IsFade">True for a message that is there and is to lose its buttons. It stands in no thread: nothing has to wait for it.</param>
public sealed record Waiting(
    long Id, IncidentId? Incident, string Place, bool IsHead, bool HasHead, MessageKind Kind, DateTimeOffset Since, int Tries, int Doubt = 0, bool IsFade = false)
{
    /// <summary>Whether it changes a message that is there.</summary>
    public bool IsChange => IsFade || (IsHead && HasHead);

    /// <summary>Whether the platform is asked before it is sent: a change of a message that is there can simply be made again.</summary>
    public bool AskFirst => Doubt > 0 && !IsChange;
}
