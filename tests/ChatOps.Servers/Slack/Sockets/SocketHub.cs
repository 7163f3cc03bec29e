using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Sockets;

/// <summary>Socket Mode: tickets, up to ten connections per app, and each envelope over one of them.</summary>
internal sealed class SocketHub(SlackSystem slack) : IDisposable
{
    private const int MostConnections = 10;

    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly HashSet<string> tickets = [];
    private readonly Dictionary<string, SlackApp> apps = [];
    private readonly List<SocketConnection> connections = [];
    private int turn;

    public IReadOnlyList<SocketConnection> Open(SlackApp app)
    {
        lock (gate)
        {
            return [.. connections.Where(connection => connection.App == app && connection.IsOpen && !connection.IsLeaving)];
        }
    }

    /// <summary>An address with a ticket that opens one connection.</summary>
    public Uri Invite(SlackApp app)
    {
        var ticket = SlackIds.Secret();
        lock (gate)
        {
            tickets.Add(ticket);
            apps[app.Id] = app;
        }

        return new UriBuilder(new Uri(slack.Address, "link/")) { Scheme = "ws", Query = $"ticket={ticket}&app_id={app.Id}" }.Uri;
    }

    public async Task AcceptAsync(HttpContext context)
    {
        SlackApp? app;
        lock (gate)
        {
            app = tickets.Remove(context.Request.Query["ticket"].ToString()) ? apps.GetValueOrDefault(context.Request.Query["app_id"].ToString()) : null;
        }

        if (app is null || !app.SocketMode || slack.Faults.IsOutage)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (await WebSocketHandshake.AcceptAsync(context, slack.Options.PingInterval) is not var (socket, stream))
        {
            return;
        }

        using var connection = new SocketConnection(app, socket, stream);
        int count;
        lock (gate)
        {
            count = connections.Count(other => other.App == app && other.IsOpen) + 1;
        }

        if (count > MostConnections)
        {
            await connection.SendAsync(Disconnect("too_many_websockets"));
            await connection.CloseAsync();
            await connection.ReadAsync();
            return;
        }

        // Hello goes first; only then is the connection one that envelopes can go over.
        await connection.SendAsync(Hello(app, count));
        lock (gate)
        {
            connections.Add(connection);
        }

        await connection.ReadAsync();
        lock (gate)
        {
            connections.Remove(connection);
        }
    }

    /// <summary>One attempt. If the connection ends before the acknowledgement, the same envelope goes over another one.</summary>
    public async Task<Outcome> SendAsync(SlackApp app, Parcel parcel, Attempt attempt, CancellationToken cancellation)
    {
        var started = slack.Time.GetTimestamp();
        var id = SlackIds.Uuid();
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = parcel.Payload.DeepClone(),
            ["type"] = parcel.SocketType,
            ["accepts_response_payload"] = parcel.AcceptsAnswer,
        };
        if (!parcel.AcceptsAnswer)
        {
            envelope["retry_attempt"] = attempt.Number;
            envelope["retry_reason"] = attempt.Reason ?? "";
        }

        using var deadline = new CancellationTokenSource(slack.Options.AnswerDeadline, slack.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            while (true)
            {
                var connection = await NextAsync(app, limit.Token);
                if (await connection.AskAsync(id, envelope, limit.Token) is { } acknowledgement)
                {
                    var answer = parcel.AcceptsAnswer && acknowledgement["payload"] is JsonObject { Count: > 0 } payload ? payload.ToJsonString() : "";
                    return Ended(answer, null);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return Ended("", "timeout");
        }

        Outcome Ended(string answer, string? failure) => new(
            new SlackDelivery(parcel.Kind, true, parcel.Payload, attempt.Number, null, answer, failure, slack.Time.GetElapsedTime(started)),
            AnswerType: "application/json");
    }

    /// <summary>Tells every connection of the app that it ends; of a warning it does not end yet.</summary>
    /// <param name="app">Whose.</param>
    /// <param name="reason"><c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</param>
    public async Task DisconnectAsync(SlackApp app, string reason)
    {
        foreach (var connection in Open(app))
        {
            if (reason != "warning")
            {
                connection.Leave();
            }

            await connection.SendAsync(Disconnect(reason));
            if (reason != "warning")
            {
                _ = CloseLaterAsync(connection);
            }
        }
    }

    public void AbortAll()
    {
        lock (gate)
        {
            connections.ForEach(connection => connection.Abort());
        }
    }

    public void Dispose() => AbortAll();

    private static JsonObject Hello(SlackApp app, int count) => new()
    {
        ["type"] = "hello",
        ["num_connections"] = count,
        ["debug_info"] = new JsonObject { ["host"] = "applink-test", ["build_number"] = 1, ["approximate_connection_time"] = 18_060 },
        ["connection_info"] = new JsonObject { ["app_id"] = app.Id },
    };

    private static JsonObject Disconnect(string reason) => new()
    {
        ["type"] = "disconnect",
        ["reason"] = reason,
        ["debug_info"] = new JsonObject { ["host"] = "applink-test" },
    };

    // Each in turn; while none is open, a client that comes back within the deadline still gets it.
    private async Task<SocketConnection> NextAsync(SlackApp app, CancellationToken cancellation)
    {
        while (true)
        {
            if (Open(app) is { Count: > 0 } open)
            {
                return open[(Interlocked.Increment(ref turn) & int.MaxValue) % open.Count];
            }

            await Task.Delay(Look, slack.Time, cancellation);
        }
    }

    private async Task CloseLaterAsync(SocketConnection connection)
    {
        await Task.Delay(LeaveWithin, slack.Time);
        if (connection.IsOpen)
        {
            await connection.CloseAsync();
        }
    }
}
