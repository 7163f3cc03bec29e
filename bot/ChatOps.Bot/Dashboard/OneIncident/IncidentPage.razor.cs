using System.Globalization;
using ChatOps.Bot.Dashboard.Incidents;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.OneIncident;

/// <summary>An incident's page: <c>/incidents/INC-42</c>, its <c>/timeline</c> and its <c>/postmortem</c>.</summary>
public partial class IncidentPage
{
    private const int MostKeys = 9;

    private IncidentView? _view;
    private bool _missing;

    /// <summary>The incident's id as the address has it.</summary>
    [Parameter]
    public string Word { get; set; } = "";

    /// <summary><c>timeline</c>, <c>postmortem</c>, or nothing for the thread.</summary>
    [Parameter]
    public string? Part { get; set; }

    private string Title => _view is not { Incident: var incident } ? "ChatOps"
        : string.Create(CultureInfo.InvariantCulture, $"{(incident.State == IncidentState.Resolved ? "resolved" : $"L{incident.Ladder.Level}")} · {Words.Title(incident)} · {incident.Id}");

    /// <summary>Which number presses which command: the head's buttons first, then those of the newest messages that still hold.</summary>
    private Dictionary<string, string> Keys
    {
        get
        {
            if (_view is not { } view) return [];
            return view.Thread.Select(said => said.Message).Prepend(view.Head).OfType<ChatMessage>()
                .SelectMany(message => message.Blocks.OfType<Block.Choices>().SelectMany(choices => choices.Options).Select(choice => choice.Button).Concat(message.Buttons))
                .Where(button => button.Stamp == view.Incident.Stamp)
                .Select(button => button.Command)
                .Distinct(StringComparer.Ordinal)
                .Take(MostKeys)
                .Index()
                .ToDictionary(pair => pair.Item, pair => (pair.Index + 1).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = IncidentId.TryParse(Word, CultureInfo.InvariantCulture, out var id) ? await Board.IncidentAsync(id, cancellationToken) : null;
        _missing = _view is null;
    }

    private string? Current(string? part) => Part == part ? "page" : null;
}
