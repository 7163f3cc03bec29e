using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Socket;

/// <summary>
/// Socket Mode: two connections side by side, each replaced by a new one before it ends where Slack says so, and at once where it dies. Slack sends a
/// delivery over either, and what was not acknowledged over the other again.
/// </summary>
internal sealed class SocketService(string token, SlackClient client, SlackOptions options, SocketEnvelopes envelopes, SlackSockets sockets, TimeProvider time, ILogger<SocketService> log) : BackgroundService
{
    private const int Lines = 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    private readonly SocketFigures _figures = SocketFigures.Usual;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Lines).Select(_ => Task.Run(() => KeepAsync(stoppingToken), CancellationToken.None)));

    /// <summary>Keeps one connection open for good.</summary>
    private async Task KeepAsync(CancellationToken stopping)
    {
        var ended = new List<Task>();
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            var connection = new SocketConnection(_figures, log);
            if (await OpenAsync(connection, stopping).ConfigureAwait(false) is not { } reading)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                await PauseAsync(++failures, stopping).ConfigureAwait(false);
                continue;
            }

            failures = 0;
            var reason = await LeavingAsync(connection, stopping).ConfigureAwait(false);
            ended.RemoveAll(task => task.IsCompleted);
            ended.Add(EndAsync(connection, reading, stopping));
            if (stopping.IsCancellationRequested) break;
            log.LogInformation("A connection of Slack's Socket Mode ends ({Reason}); the next one is opened", reason);
            // Switched off, or too many of them: asking again at once would not help.
            if (reason is "link_disabled" or "too_many_websockets")
            {
                log.LogWarning("Slack ends Socket Mode: {Reason}", reason);
                await PauseAsync(failures = 6, stopping).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(ended).ConfigureAwait(false);
    }

    /// <summary>Opens a connection, and starts to read it once Slack has greeted; null when it did not come to that.</summary>
    private async Task<Task?> OpenAsync(SocketConnection connection, CancellationToken stopping)
    {
        try
        {
            if (await AddressAsync(stopping).ConfigureAwait(false) is not { } address) return null;
            using var late = new CancellationTokenSource(_figures.HelloWithin, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
            await connection.ConnectAsync(address, either.Token).ConfigureAwait(false);
            var reading = Task.Run(() => connection.ReadAsync(envelopes, CancellationToken.None), CancellationToken.None);
            await connection.Hello.WaitAsync(either.Token).ConfigureAwait(false);
            sockets.Greeted();
            return CountedAsync(reading);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or HttpRequestException or IOException)
        {
            sockets.Failed(exception.Message);
            if (!stopping.IsCancellationRequested) log.LogWarning("Slack's Socket Mode does not connect: {Reason}", exception.Message);
            return null;
        }
    }

    private async Task CountedAsync(Task reading)
    {
        try
        {
            await reading.ConfigureAwait(false);
        }
        finally
        {
            sockets.Ended();
        }
    }

    private async Task<Uri?> AddressAsync(CancellationToken stopping)
    {
        var answer = await client.CallAsync("apps.connections.open", new JsonObject(), token, stopping).ConfigureAwait(false);
        switch (answer)
        {
            case SlackAnswer.Good(var body) when Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var address) && (address.Scheme == "wss" || (address.Scheme == "ws" && address.IsLoopback && options.BaseUrl.IsLoopback)):
                return address;
            case SlackAnswer.Good:
                log.LogError("Slack gave an address for Socket Mode that is no wss address");
                return null;
            case SlackAnswer.Failed(var error, _):
                sockets.Failed(error);
                log.LogError("Slack opens no connection for Socket Mode: {Error}. Slack:AppToken has to be an app-level token with connections:write, and Socket Mode switched on", error);
                return null;
            case SlackAnswer.Slower(var wait):
                await Task.Delay(wait, time, stopping).ConfigureAwait(false);
                return null;
            default:
                sockets.Failed("Slack does not answer");
                log.LogWarning("Slack does not answer (apps.connections.open)");
                return null;
        }
    }

    private static async Task<string> LeavingAsync(SocketConnection connection, CancellationToken stopping)
    {
        try
        {
            return await connection.Leaving.WaitAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return "stop";
        }
    }

    /// <summary>Reads what still comes on a connection that is being left, then ends it.</summary>
    private async Task EndAsync(SocketConnection connection, Task reading, CancellationToken stopping)
    {
        try
        {
            await reading.WaitAsync(_figures.OldFor, time, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            using var late = new CancellationTokenSource(CloseWithin);
            await connection.CloseAsync(late.Token).ConfigureAwait(false);
            await Task.WhenAny(reading, Task.Delay(CloseWithin, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PauseAsync(int failures, CancellationToken stopping)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 1, 6)));
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot ends.
        }
    }
}
