using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>A Socket Mode connection that does only what the test does.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket socket = new();

    public bool IsOpen => socket.State == WebSocketState.Open;

    public static async Task<SocketClient> ConnectAsync(Uri url)
    {
        var client = new SocketClient();
        using var limit = new CancellationTokenSource(Bound);
        await client.socket.ConnectAsync(url, limit.Token);
        return client;
    }

    public async Task<JsonObject> ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        using var limit = new CancellationTokenSource(Bound);
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new AssertionException("The server closed the connection");
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!.AsObject();
            }
        }
    }

    public Task SendAsync(JsonObject message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task AcknowledgeAsync(JsonObject envelope) => SendAsync(new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone() });

    public async Task<bool> IsClosedAsync()
    {
        using var limit = new CancellationTokenSource(Bound);
        var received = await socket.ReceiveAsync(new byte[1_024].AsMemory(), limit.Token);
        return received.MessageType == WebSocketMessageType.Close;
    }

    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
