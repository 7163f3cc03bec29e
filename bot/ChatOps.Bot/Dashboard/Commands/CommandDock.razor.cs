using ChatOps.Core.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>The command box. On an incident's page it speaks to that incident, so <c>INC-n</c> may be left out.</summary>
public sealed partial class CommandDock
{
    private const int ShownExchanges = 6;

    private ElementReference _input;
    private string _text = "";
    private IReadOnlyList<Choice> _choices = [];
    private int _past;
    private bool _open;

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
        if (firstRender) await Script.InvokeVoidAsync("chatopsLive");
    }

    private void Moved(object? sender, LocationChangedEventArgs moved)
    {
        Incident = PageAddress.IncidentOf(Navigation);
        StateHasChanged();
    }

    private void Said() => _ = InvokeAsync(async () =>
    {
        if (Conversation.TakeDraft() is { } draft) await WriteAsync(draft);
        else _open = true;
        StateHasChanged();
    });

    // The page's script has emptied the box already: what is typed while the answer is on its way stays.
    private async Task SendAsync()
    {
        var text = _text.Trim().TrimStart('/');
        _text = "";
        _past = 0;
        Fold();
        if (text.Length > 0) await Conversation.SayAsync(text, Reader, Incident);
    }

    private async Task TypedAsync(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        _past = 0;
        await CompleteAsync();
    }

    private async Task FocusedAsync()
    {
        if (_text.Length > 0) await CompleteAsync();
    }

    private async Task CompleteAsync()
    {
        var text = _text;
        var choices = await Completion.OfAsync(text, Incident, CancellationToken.None);
        // Typing goes on while choices are looked up; only those for what stands there now count.
        if (text != _text) return;
        _choices = choices;
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Escape" when _choices.Count > 0:
                Fold();
                break;
            case "Escape":
                _open = false;
                break;
            case "ArrowUp" when _choices.Count == 0:
                await RecallAsync(_past + 1);
                break;
            case "ArrowDown" when _choices.Count == 0:
                await RecallAsync(_past - 1);
                break;
        }
    }

    /// <summary>Brings back what was typed before: 1 the last, 0 an empty box.</summary>
    private Task RecallAsync(int past)
    {
        var said = Conversation.Exchanges;
        _past = Math.Clamp(past, 0, said.Count);
        return WriteAsync(_past == 0 ? "" : said[^_past].Text);
    }

    /// <summary>
    /// Puts a text into the box. The box is not bound: each bound value travels back after the next letters were typed, and overwrites them.
    /// </summary>
    private async Task WriteAsync(string text)
    {
        _text = text;
        Fold();
        await Script.InvokeVoidAsync("chatopsWrite", _input, text);
    }

    private void Fold() => _choices = [];

    private void Close() => _open = false;
}
