using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Bot.Sources;
using ChatOps.Core.Masking;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.OneSource;

/// <summary>The page of one source.</summary>
public sealed partial class SourcePage
{
    private AlertSource? _source;
    private SourceView? _view;
    private IReadOnlyList<ArrivalView> _arrivals = [];
    private IReadOnlyList<SourceArrival> _refused = [];
    private IReadOnlyList<SourceChange> _changes = [];

    // The newest message when somebody began to wait; null while nobody waits.
    private long? _waitsFrom;
    private string _came = "";

    /// <summary>The source, or a kind.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The tool, for a source that may be any.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Tool { get; set; }

    [Inject]
    private Settings Settings { get; set; } = null!;

    [Inject]
    private Samples Samples { get; set; } = null!;

    [Inject]
    private SecretMask Mask { get; set; } = null!;

    [Inject]
    private SourceArrivals Arrivals { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool Waits => _waitsFrom is not null;

    private string Spoken => Waits ? "Waiting for the next message. Press the tool's test button, or let it send something." : _came;

    private string Named => Name.ToLowerInvariant();

    private string Address => Settings.Listen.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? Navigation.BaseUri.TrimEnd('/');

    private SourceKind Kind => _source?.Kind is { } kind && kind != SourceKind.Any ? kind
        : SourceGuide.Kinds.FirstOrDefault(one => string.Equals(one.ToString(), Tool, StringComparison.OrdinalIgnoreCase), SourceKind.Alert);

    /// <inheritdoc/>
    protected override void OnInitialized() => Arrivals.Came += TakeNote;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Arrivals.Came -= TakeNote;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _source = Samples.Find(Name) is { } found && (found.Kind != SourceKind.Any || !found.IsOpen) ? found : null;
        if (_source is not { } source) return;
        await ReadAsync(source, cancellationToken);
        _refused = Arrivals.Refused(source.Kind == SourceKind.Any ? Kind : source.Kind);
        _changes = Arrivals.ChangesOf(source.Name);
        _view = (await Board.SourcesAsync(cancellationToken)).FirstOrDefault(one => one.Part.Name == source.Name);
        Look();
    }

    // What was looked at once does not change.
    private async Task ReadAsync(AlertSource source, CancellationToken cancellationToken)
    {
        var known = _arrivals.ToDictionary(view => view.Arrival.Number);
        var views = new List<ArrivalView>();
        foreach (var arrival in Arrivals.Of(source.Name)) views.Add(known.GetValueOrDefault(arrival.Number) ?? await ArrivalView.OfAsync(arrival, source, Samples, Mask, cancellationToken));
        _arrivals = views;
    }

    private void Look()
    {
        if (_waitsFrom is not { } from) return;
        if (_arrivals is [{ Arrival: { } taken } newest, ..] && taken.Number > from)
        {
            _came = $"It arrived and got {taken.Status}: {(newest.Filed.Count > 0 ? Samples.HeadOf(newest.Filed[0]) : newest.Remarks is [var remark, ..] ? remark : "nothing came of it")}.";
        }
        else if (_refused is [{ } refused, ..] && refused.Number > from)
        {
            _came = $"Something arrived from {refused.From} and got {refused.Status}: it has no source's secret.";
        }
        else
        {
            return;
        }

        _waitsFrom = null;
    }

    private void Wait()
    {
        _came = "";
        _waitsFrom = Waits ? null : Math.Max(_arrivals is [{ Arrival.Number: var taken }, ..] ? taken : 0, _refused is [{ Number: var refused }, ..] ? refused : 0);
    }
}
