using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Socket;

/// <summary>
/// One connection of Socket Mode. It is read until it ends; when Slack says that it is about to end, or nothing answers our pings, it is
/// <see cref="Leaving"/> and the next one is opened beside it, so that nothing falls between two.
/// </summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource<string> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _log;

    public SocketConnection(SocketFigures figures, ILogger log)
    {
        _log = log;
        // Pings of our own, since a connection that died in between says nothing; these two follow the machine's clock.
        _socket.Options.KeepAliveInterval = figures.PingEvery;
        _socket.Options.KeepAliveTimeout = figures.PongWithin;
    }

    /// <summary>Completes with the reason when the connection ends, or is about to.</summary>
    public Task<string> Leaving => _leaving.Task;

    /// <summary>Completes when Slack has said hello: from then on it sends.</summary>
    public Task Hello => _hello.Task;

    /// <summary>Opens it.</summary>
    public Task ConnectAsync(Uri address, CancellationToken cancellationToken) => _socket.ConnectAsync(address, cancellationToken);

    /// <summary>Reads it until it ends. Envelopes are served side by side.</summary>
    public async Task ReadAsync(SocketEnvelopes envelopes, CancellationToken cancellationToken)
    {
        var serving = new List<Task>();
        var reason = "closed";
        try
        {
            var buffer = new byte[16 * 1024];
            while (await ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (SocketEnvelope.Of(message) is not { } envelope) continue;
                serving.RemoveAll(task => task.IsCompleted);
                if (envelope.Id is not null) serving.Add(Task.Run(() => ServeAsync(envelopes, envelope), CancellationToken.None));
                else if (envelope.Type == "hello") _hello.TrySetResult();
                else if (envelope.Type == "disconnect") _leaving.TrySetResult(envelope.Reason ?? "disconnect");
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            reason = exception is OperationCanceledException ? "ended" : exception.Message;
        }
        finally
        {
            _leaving.TrySetResult(reason);
            _hello.TrySetCanceled(CancellationToken.None);
            await Task.WhenAll(serving).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it politely.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync(SocketEnvelopes envelopes, SocketEnvelope envelope)
    {
        try
        {
            var (acknowledgement, reply) = await envelopes.ServeAsync(envelope).ConfigureAwait(false);
            if (acknowledgement is not null) await SendAsync(acknowledgement).ConfigureAwait(false);
            envelopes.Follow(reply);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or IOException or OperationCanceledException)
        {
            // It is on disk; Slack sends it again over another connection and gets the same answer.
            _log.LogInformation("A delivery of Slack was served and could not be acknowledged: {Reason}", exception.Message);
        }
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message; null when the other side has closed.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var message = new MemoryStream();
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, received.Count);
            if (message.Length > MostBytes) throw new WebSocketException($"a message has more than {MostBytes} bytes");
            if (received.EndOfMessage) return message.ToArray();
        }
    }
}

/// <summary>The figures of Socket Mode.</summary>
/// <param name="PingEvery">How often we ask whether a connection lives.</param>
/// <param name="PongWithin">How soon it has to answer.</param>
/// <param name="HelloWithin">How soon Slack has to greet on a new one.</param>
/// <param name="OldFor">How long a connection that is being replaced is still read, should Slack not close it.</param>
internal sealed record SocketFigures(TimeSpan PingEvery, TimeSpan PongWithin, TimeSpan HelloWithin, TimeSpan OldFor)
{
    /// <summary>As they are used.</summary>
    public static readonly SocketFigures Usual = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
}
