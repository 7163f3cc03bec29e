using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Out;

/// <summary>Everything that is on its way to apps, over HTTP or sockets.</summary>
internal sealed class Couriers(SlackSystem slack) : IAsyncDisposable
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(50);

    // After the first attempt: almost at once, a minute, five minutes.
    private static readonly IReadOnlyList<TimeSpan> Retries = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly HttpCourier http = new(slack);
    private readonly ConcurrentDictionary<Task, bool> running = [];
    private readonly CancellationTokenSource life = new();

    /// <summary>One attempt, recorded.</summary>
    public async Task<Outcome> GiveAsync(SlackApp app, Parcel parcel, Attempt attempt = default)
    {
        var outcome = slack.Faults.IsOutage ? Away(app, parcel)
            : app.SocketMode ? await slack.Sockets.SendAsync(app, parcel, attempt, life.Token)
            : await http.SendAsync(app, parcel, attempt, life.Token);
        slack.Log.Add(outcome.Delivery);
        return outcome;
    }

    /// <summary>An event with its retries, in the background.</summary>
    public void Start(SlackApp app, JsonObject envelope)
    {
        var task = Task.Run(() => GiveEventAsync(app, Parcel.Event(app, envelope)));
        running.TryAdd(task, true);
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends when no event is on its way or waits for a retry.</summary>
    public async Task IdleAsync()
    {
        while (running.Keys.ToArray() is { Length: > 0 } tasks)
        {
            await Task.WhenAll(tasks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await IdleAsync();
        http.Dispose();
        life.Dispose();
    }

    private static Outcome Away(SlackApp app, Parcel parcel) =>
        new(new SlackDelivery(parcel.Kind, app.SocketMode, parcel.Payload, 0, null, "", "connection_failed", TimeSpan.Zero));

    private async Task GiveEventAsync(SlackApp app, Parcel parcel)
    {
        try
        {
            var outcome = await GiveUnlessAwayAsync(app, parcel, default);
            for (var retry = 0; retry < Retries.Count && outcome is { Delivery.Failure: { } failure, NoRetry: false }; retry++)
            {
                await Task.Delay(Retries[retry] * slack.Options.RetryScale, slack.Time, life.Token);
                outcome = await GiveUnlessAwayAsync(app, parcel, new Attempt(retry + 1, failure));
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task<Outcome> GiveUnlessAwayAsync(SlackApp app, Parcel parcel, Attempt attempt)
    {
        while (slack.Faults.IsOutage)
        {
            await Task.Delay(OutagePause, slack.Time, life.Token);
        }

        life.Token.ThrowIfCancellationRequested();
        return await GiveAsync(app, parcel, attempt);
    }
}
