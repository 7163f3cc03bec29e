using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>Which incidents a list shows.</summary>
/// <param name="Ended">False: the open ones; true: those that are resolved.</param>
/// <param name="Level">Only those of this level; null: all.</param>
/// <param name="Owner">Only those that this person has; null: everybody's.</param>
/// <param name="Service">Only those of services whose name begins so; null: all.</param>
/// <param name="Page">1 and up.</param>
internal sealed record ListFilter(bool Ended = false, int? Level = null, string? Owner = null, string? Service = null, int Page = 1)
{
    /// <summary>Incidents on a page.</summary>
    public const int PageSize = 50;
}

/// <summary>A page of a list, the most urgent first.</summary>
/// <param name="Items">The incidents.</param>
/// <param name="More">Whether there is a next page.</param>
internal sealed record IncidentList(IReadOnlyList<Incident> Items, bool More);
