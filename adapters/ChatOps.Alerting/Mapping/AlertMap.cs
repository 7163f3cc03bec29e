namespace ChatOps.Alerting.Mapping;

/// <summary>
/// How the messages of a tool become alerts (<c>Sources:{name}:Map</c>). Words that are compared go without case, and <c>*</c> in them stands for
/// anything.
/// </summary>
public sealed record AlertMap
{
    /// <summary>Which messages it is for: each of these paths has to hold a text that fits, or nothing where the pattern is empty. None: all messages.</summary>
    public IReadOnlyList<MapCondition> When { get; init; } = [];

    /// <summary>The array of which each item is an alert; null: the message is one.</summary>
    public MapText? Each { get; init; }

    /// <summary>The name of the alert, by which it is classified.</summary>
    public required MapText Name { get; init; }

    /// <summary>What tells whether it fires.</summary>
    public required MapText Status { get; init; }

    /// <summary>What <see cref="Status"/> says when it fires; none: whatever is not listed as something else.</summary>
    public IReadOnlyList<string> Firing { get; init; } = [];

    /// <summary>What <see cref="Status"/> says when it is over.</summary>
    public IReadOnlyList<string> Resolved { get; init; } = [];

    /// <summary>What <see cref="Status"/> says when the message is neither; looked at last, so that <c>*</c> here is all the rest.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The severity.</summary>
    public MapText? Severity { get; init; }

    /// <summary>The tool's words or numbers for a severity, each with ours.</summary>
    public IReadOnlyDictionary<string, string> Severities { get; init; } = new Dictionary<string, string>();

    /// <summary>The service.</summary>
    public MapText? Service { get; init; }

    /// <summary>What the tool calls the problem, the same when it fires and when it is over; null or nothing: its labels identify it.</summary>
    public MapText? Fingerprint { get; init; }

    /// <summary>A line for people.</summary>
    public MapText? Summary { get; init; }

    /// <summary>More for people.</summary>
    public MapText? Description { get; init; }

    /// <summary>When it began; nothing: at its receipt.</summary>
    public MapText? StartsAt { get; init; }

    /// <summary>When it ended; nothing: at its receipt.</summary>
    public MapText? EndsAt { get; init; }

    /// <summary>The page of the problem at the tool.</summary>
    public MapText? Page { get; init; }

    /// <summary>Further links, by their text.</summary>
    public IReadOnlyList<KeyValuePair<string, MapText>> Links { get; init; } = [];

    /// <summary>Further labels, by their name.</summary>
    public IReadOnlyList<KeyValuePair<string, MapText>> Labels { get; init; } = [];

    /// <summary>The branch that a CI message is about; only some count (rule 2.3). Null: it is about none.</summary>
    public MapText? Branch { get; init; }

    /// <summary>The default branch, where the tool tells it.</summary>
    public MapText? DefaultBranch { get; init; }

    /// <summary>True: it is what the tool's test button sends, which opens nothing.</summary>
    public bool IsTest { get; init; }
}

/// <summary>A condition of <see cref="AlertMap.When"/>.</summary>
/// <param name="Path">Where to look.</param>
/// <param name="Pattern">What has to stand there; alternatives divided by <c>|</c>; empty: nothing may.</param>
public sealed record MapCondition(MapText Path, string Pattern);
