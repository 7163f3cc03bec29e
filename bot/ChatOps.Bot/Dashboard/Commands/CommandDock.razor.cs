using ChatOps.Core.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>The place of the command box. On an incident's page it speaks to that incident, so <c>INC-n</c> may be left out.</summary>
public sealed partial class CommandDock
{
    private const int ShownExchanges = 6;

    private DotNetObjectReference<CommandBox>? _box;

    [CascadingParameter]
    private Reader Reader { get; set; } = Reader.Nobody;

    [Inject]
    private Conversation Conversation { get; set; } = null!;

    [Inject]
    private Completion Completion { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private IncidentId? Incident { get; set; }

    private string Label => Incident is { } id ? $"Command for {id}" : "Command";

    private string Placeholder => Incident is null ? "Write a command: help, ack INC-42, silence checkout 30m" : "Write a command: ack, guide, escalate, resolve";

    private IEnumerable<Exchange> Shown => Conversation.Exchanges.TakeLast(ShownExchanges);

    /// <inheritdoc/>
    public void Dispose()
    {
        Conversation.Changed -= Said;
        Navigation.LocationChanged -= Moved;
        _box?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Incident = PageAddress.IncidentOf(Navigation);
        Conversation.Changed += Said;
        Navigation.LocationChanged += Moved;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _box = DotNetObjectReference.Create(new CommandBox(Conversation, Completion, Reader));
        await Script.InvokeVoidAsync("chatopsLive", _box);
    }

    private void Moved(object? sender, LocationChangedEventArgs moved)
    {
        Incident = PageAddress.IncidentOf(Navigation);
        StateHasChanged();
    }

    private void Said() => _ = InvokeAsync(StateHasChanged);
}
