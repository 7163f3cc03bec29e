using System.Threading.Channels;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.Live;

/// <summary>
/// A part of the page that shows what is stored: it reads when its parameters change and again after each commit, at most every
/// <see cref="Pace"/>, so that a storm costs an open page two or three reads a second.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(350);

    private readonly CancellationTokenSource _gone = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private IDisposable? _following;

    /// <summary>What is stored.</summary>
    [Inject]
    private protected Board Board { get; set; } = null!;

    [Inject]
    private PageUpdates Updates { get; set; } = null!;

    /// <summary>Why nothing could be read at the last try, and what to do; null when it could.</summary>
    protected string? Unavailable { get; private set; }

    /// <summary>Reads what the part shows.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => await ReadAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _following = Updates.Follow(TakeNote);
        _ = FollowAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_gone.IsCancellationRequested) return;
        _following?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Has it read again soon; for what is news without a commit.</summary>
    private protected void TakeNote() => _news.Writer.TryWrite(true);

    private async Task FollowAsync()
    {
        var gone = _gone.Token;
        try
        {
            while (await _news.Reader.WaitToReadAsync(gone).ConfigureAwait(false))
            {
                _news.Reader.TryRead(out _);
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                }).ConfigureAwait(false);
                await Task.Delay(Pace, TimeProvider.System, gone).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (ObjectDisposedException)
        {
            // The page was left while it was drawn.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await LoadAsync(_gone.Token);
            Unavailable = null;
        }
        catch (StorageUnavailableException failure)
        {
            Unavailable = failure.Message;
        }
    }
}
