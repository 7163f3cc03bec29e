using ChatOps.Core.Alerts;

namespace ChatOps.Core.Incidents;

/// <summary>
/// What the messages of section 4 need to know beside the ladder and the attempts, folded from the timeline and bounded, so that a message is made
/// from the incident alone and an incident of 100,000 alerts is as small as one of ten.
/// </summary>
public sealed record IncidentFacts
{
    /// <summary>How many alerts are kept with their texts: the first ones.</summary>
    public const int MostAlerts = 10;

    /// <summary>How many notes, pieces of guidance and consultations are kept each: the last ones.</summary>
    public const int MostRemarks = 10;

    /// <summary>How many children of a major incident are kept: the first ones.</summary>
    public const int MostChildren = 50;

    /// <summary>How many stays at a level are kept: the last ones.</summary>
    public const int MostStays = 20;

    /// <summary>Nothing known.</summary>
    public static readonly IncidentFacts None = new();

    /// <summary>The first alerts with their texts and links.</summary>
    public IReadOnlyList<AlertFact> Alerts { get; init; } = [];

    /// <summary>The labels of the very first alert, bounded; data of a stranger.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What the incident says about itself: <c>not in the catalog</c>, ….</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The last notes of people.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>The last guidance of responders.</summary>
    public IReadOnlyList<Remark> Guidance { get; init; } = [];

    /// <summary>The last consultations.</summary>
    public IReadOnlyList<Remark> Consultations { get; init; } = [];

    /// <summary>What happened at each level from Level 2 on, oldest first: what a higher level is told of the lower ones.</summary>
    public IReadOnlyList<LevelStay> Stays { get; init; } = [];

    /// <summary>For a major incident: its children, the first ones.</summary>
    public IReadOnlyList<MajorChild> Children { get; init; } = [];

    /// <summary>For a major incident: how many children it has in all.</summary>
    public int ChildCount { get; init; }

    /// <summary>Incidents of services that need this one and that wait, or waited, under it: the first ones (rule 6.7).</summary>
    public IReadOnlyList<MajorChild> Dependants
    {
        // An incident that an earlier program stored has none, and generated readers put null in its place.
        get => field ?? [];
        init;
    } = [];

    /// <summary>How many of them there are in all.</summary>
    public int DependantCount { get; init; }

    /// <summary>The last option of Level 4 that failed, and what was seen; null when none did.</summary>
    public string? LastOptionFailure { get; init; }

    internal IncidentFacts WithAlerts(IReadOnlyList<AlertFact> more) =>
        more.Count == 0 || Alerts.Count >= MostAlerts ? this : this with { Alerts = [.. Alerts.Concat(more).Take(MostAlerts)] };

    internal IncidentFacts WithRemark(Remark remark) => this with { Remarks = Last(Remarks, remark, MostRemarks) };

    internal IncidentFacts WithGuidance(Remark remark) => this with { Guidance = Last(Guidance, remark, MostRemarks) };

    internal IncidentFacts WithConsultation(Remark remark) => this with { Consultations = Last(Consultations, remark, MostRemarks) };

    internal IncidentFacts WithChild(MajorChild child) => this with
    {
        Children = Children.Count < MostChildren ? [.. Children, child] : Children,
        ChildCount = ChildCount + 1,
    };

    internal IncidentFacts WithDependant(MajorChild dependant) => this with
    {
        Dependants = Dependants.Count < MostChildren ? [.. Dependants, dependant] : Dependants,
        DependantCount = DependantCount + 1,
    };

    /// <summary>A stay begins, and the one before it is left.</summary>
    internal IncidentFacts WithStay(LevelStay stay, DateTimeOffset at, string because) => this with
    {
        Stays = Last(Stays.Count == 0 || Stays[^1].LeftAt is not null ? Stays : Left(Stays[^1] with { LeftAt = at, LeftBecause = because }), stay, MostStays),
    };

    internal IncidentFacts WithAcknowledgement(string owner, DateTimeOffset at)
    {
        if (Stays.Count == 0) return this;
        var stay = Stays[^1];
        return this with
        {
            Stays = Left(stay.AcknowledgedBy is null ? stay with { AcknowledgedBy = owner, AcknowledgedAt = at } : stay with { Also = Also(stay, owner) }),
        };
    }

    internal IncidentFacts WithFurtherAcknowledgement(string who) =>
        Stays.Count == 0 ? this : this with { Stays = Left(Stays[^1] with { Also = Also(Stays[^1], who) }) };

    private static IReadOnlyList<string>? Also(LevelStay stay, string who) =>
        stay.AcknowledgedBy == who || stay.Also?.Contains(who) == true ? stay.Also : Last(stay.Also ?? [], who, MostRemarks);

    private IReadOnlyList<LevelStay> Left(LevelStay last) => [.. Stays.SkipLast(1), last];

    private static IReadOnlyList<T> Last<T>(IReadOnlyList<T> list, T item, int most) => [.. list.Skip(Math.Max(0, list.Count + 1 - most)), item];
}

/// <summary>One alert as messages show it. Every text is data of a stranger, bounded.</summary>
/// <param name="Fingerprint">Its identity.</param>
/// <param name="Name">The alert's name.</param>
/// <param name="Severity">How bad its sender says it is.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="StartsAt">When it began, as the sender says.</param>
/// <param name="Summary">Its one line, or null.</param>
/// <param name="Description">Its longer text, or null.</param>
/// <param name="RunbookUrl">The page for people that it names, or null.</param>
/// <param name="GeneratorUrl">The page at the sender that shows why it fires, or null.</param>
/// <param name="Links">Other links: dashboard, panel, silence.</param>
public sealed record AlertFact(
    string Fingerprint,
    string Name,
    Severity Severity,
    string Source,
    DateTimeOffset StartsAt,
    string? Summary,
    string? Description,
    string? RunbookUrl,
    string? GeneratorUrl,
    IReadOnlyList<AlertLink> Links);

/// <summary>Something that a person wrote or asked.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The person.</param>
/// <param name="Level">The level the incident stood at.</param>
/// <param name="Text">What; data of a stranger, bounded.</param>
/// <param name="To">The role that was consulted, or null.</param>
public sealed record Remark(DateTimeOffset At, string Who, int Level, string Text, string? To = null);

/// <summary>What happened while an incident stood at a level.</summary>
/// <param name="Level">2 to 4.</param>
/// <param name="Responder">The role that was asked.</param>
/// <param name="EnteredAt">When it was entered or passed.</param>
/// <param name="Because">Why it was entered, in words for people.</param>
/// <param name="Passed">True when it was passed at once because nobody can reach its responder.</param>
/// <param name="AcknowledgedBy">The first who acknowledged there, or null.</param>
/// <param name="AcknowledgedAt">When, or null.</param>
/// <param name="Also">Further acknowledgements, the last few.</param>
/// <param name="LeftAt">When it went up from there, or null.</param>
/// <param name="LeftBecause">Why it went up from there, or null.</param>
public sealed record LevelStay(
    int Level,
    string Responder,
    DateTimeOffset EnteredAt,
    string Because,
    bool Passed,
    string? AcknowledgedBy = null,
    DateTimeOffset? AcknowledgedAt = null,
    IReadOnlyList<string>? Also = null,
    DateTimeOffset? LeftAt = null,
    string? LeftBecause = null);

/// <summary>A child of a major incident.</summary>
/// <param name="Incident">Its id.</param>
/// <param name="Service">Its service.</param>
/// <param name="Title">What is wrong with it; data of a stranger.</param>
/// <param name="Impact">What people lose, in the words of the catalog, or null.</param>
public sealed record MajorChild(IncidentId Incident, string Service, string Title, string? Impact);
