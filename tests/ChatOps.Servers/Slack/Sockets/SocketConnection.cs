using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Sockets;

/// <summary>One open connection of an app.</summary>
internal sealed class SocketConnection(SlackApp app, WebSocket socket, FreezableStream stream) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> waiting = [];
    private readonly SemaphoreSlim writing = new(1, 1);

    public SlackApp App { get; } = app;

    /// <summary>It gets nothing new: a refresh was asked for.</summary>
    public bool IsLeaving { get; private set; }

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>Sends an envelope and waits for its acknowledgement.</summary>
    /// <returns>The acknowledgement; null if the connection ended before.</returns>
    public async Task<JsonObject?> AskAsync(string envelopeId, JsonObject envelope, CancellationToken cancellation)
    {
        var acknowledged = new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[envelopeId] = acknowledged;
        try
        {
            if (!await SendAsync(envelope))
            {
                return null;
            }

            return await acknowledged.Task.WaitAsync(cancellation);
        }
        finally
        {
            waiting.TryRemove(envelopeId, out _);
        }
    }

    /// <returns>Whether it could be sent.</returns>
    public async Task<bool> SendAsync(JsonObject message)
    {
        var bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
        await writing.WaitAsync();
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Reads acknowledgements until the other side closes or the connection breaks. Binary frames are ignored, as Slack ignores them.</summary>
    public async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                message.Write(buffer, 0, received.Count);
                if (received.EndOfMessage)
                {
                    if (received.MessageType == WebSocketMessageType.Text)
                    {
                        Take(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length));
                    }

                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side is gone; what it had not acknowledged goes elsewhere.
        }
        finally
        {
            EndWaiting();
        }
    }

    public void Leave() => IsLeaving = true;

    /// <summary>From now on it is half-open.</summary>
    public void Freeze() => stream.Freeze();

    public void Abort()
    {
        socket.Abort();
        stream.Dispose();
        EndWaiting();
    }

    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            Abort();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        stream.Dispose();
    }

    private void Take(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject message && (string?)message["envelope_id"] is { } id && waiting.TryGetValue(id, out var acknowledged))
            {
                acknowledged.TrySetResult(message);
            }
        }
        catch (JsonException)
        {
            // Slack ignores what it does not understand.
        }
    }

    private void EndWaiting()
    {
        foreach (var acknowledged in waiting.Values)
        {
            acknowledged.TrySetResult(null);
        }
    }
}
