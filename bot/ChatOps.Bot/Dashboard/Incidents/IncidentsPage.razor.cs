using System.Globalization;
using ChatOps.Bot.Dashboard.Reading;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.Incidents;

/// <summary>The first screen. What it shows stands in its address, so that it can be sent to somebody.</summary>
public partial class IncidentsPage
{
    private Overview? _overview;
    private IncidentList? _list;

    /// <summary><c>ended</c>, or nothing for the open ones.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary><c>yes</c> for the reader's own.</summary>
    [SupplyParameterFromQuery(Name = "mine")]
    public string? Mine { get; set; }

    /// <summary>1 to 4, or nothing for all.</summary>
    [SupplyParameterFromQuery(Name = "level")]
    public int? Level { get; set; }

    /// <summary>How the service's name begins.</summary>
    [SupplyParameterFromQuery(Name = "service")]
    public string? Service { get; set; }

    /// <summary>1 and up.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? Page { get; set; }

    [CascadingParameter]
    private Reader Reader { get; set; } = Reader.Nobody;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private ListFilter Filter => new(
        Show == "ended",
        Level is >= 1 and <= 4 ? Level : null,
        Mine == "yes" ? Reader.Name : null,
        string.IsNullOrWhiteSpace(Service) ? null : Service.Trim(),
        Math.Clamp(Page ?? 1, 1, 1_000_000));

    private int First => ((Filter.Page - 1) * ListFilter.PageSize) + 1;

    private int Last => First + (_list?.Items.Count ?? 0) - 1;

    private string Title => _overview switch
    {
        null or { Open: 0 } => "Calm · ChatOps",
        var overview => string.Create(CultureInfo.InvariantCulture, $"L{overview.HighestLevel} · {overview.Open:N0} open · ChatOps"),
    };

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _overview = await Board.OverviewAsync(cancellationToken);
        _list = await Board.IncidentsAsync(Filter, cancellationToken);
    }

    private int Count(int level) => !Filter.Ended && _overview is { } overview ? overview.AtLevel[level - 1] : 0;

    private static string? Current(bool so) => so ? "page" : null;

    private void Find(string? service) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(Query(Show, Mine, Level, service, null)));

    private string Link(string? show, string? mine) => Navigation.GetUriWithQueryParameters(Query(show, mine, Level, Service, null));

    private string Link(int? level) => Navigation.GetUriWithQueryParameters(Query(Show, Mine, level, Service, null));

    private string Link(int page) => Navigation.GetUriWithQueryParameters(Query(Show, Mine, Level, Service, page));

    private static Dictionary<string, object?> Query(string? show, string? mine, int? level, string? service, int? page) => new()
    {
        ["show"] = show,
        ["mine"] = mine,
        ["level"] = level,
        ["service"] = string.IsNullOrWhiteSpace(service) ? null : service.Trim(),
        ["page"] = page is null or 1 ? null : page,
    };
}
