namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>What every page shows of the whole.</summary>
/// <param name="Open">Incidents that are not resolved.</param>
/// <param name="AtLevel">How many of them stand at Level 1, 2, 3 and 4, in this order.</param>
/// <param name="Unacknowledged">How many of them wait for somebody to acknowledge.</param>
/// <param name="Undecided">How many of them wait for the user's decision.</param>
/// <param name="RecoveryOff">True when the global stop is on (rule 6.4).</param>
/// <param name="Notices">What is wrong with the bot itself; empty when nothing is.</param>
internal sealed record Overview(int Open, IReadOnlyList<int> AtLevel, int Unacknowledged, int Undecided, bool RecoveryOff, IReadOnlyList<HealthNotice> Notices)
{
    /// <summary>The highest level that an open incident stands at; 0 when none is open.</summary>
    public int HighestLevel => AtLevel.Index().LastOrDefault(level => level.Item > 0, (Index: -1, Item: 0)).Index + 1;
}

/// <summary>Something that is wrong with the bot itself, for everybody to see.</summary>
/// <param name="Title">What, in a few words with a full stop.</param>
/// <param name="Text">Since when, and what to do.</param>
internal sealed record HealthNotice(string Title, string Text);
