using ChatOps.Bot.Api;

namespace ChatOps.Bot.Demo;

/// <summary>Looks at a service every second, as a Prometheus would, and tells the bot by Alertmanager's API: while it is ill that it fires, then that it has resolved.</summary>
internal sealed class Prober(HttpClient bot, string service, Uri health, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    // As a rule with keep_firing_for: what answers again for a moment is not called mended.
    private static readonly TimeSpan KeepFiringFor = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _since;
    private DateTimeOffset _lastIll;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var probe = new HttpClient { Timeout = Interval };
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var seen = await LookAsync(probe, cancellationToken).ConfigureAwait(false);
                await TellAsync(seen, cancellationToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The demo ends.
        }
    }

    /// <summary>What is wrong, or null.</summary>
    private async Task<string?> LookAsync(HttpClient probe, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await probe.GetAsync(health, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}: {(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Trim()}";
        }
        catch (HttpRequestException e)
        {
            return $"it does not answer: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "it does not answer in time";
        }
    }

    private async Task TellAsync(string? wrong, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (wrong is null && _since is null) return;
        var since = _since ??= now;
        if (wrong is not null) _lastIll = now;
        var over = now - _lastIll >= KeepFiringFor;
        if (over) _since = null;
        var alert = new
        {
            labels = new { alertname = "BlackboxProbeFailed", service, instance = health.Authority, severity = "critical" },
            annotations = new { summary = $"{service} fails its health check", description = wrong ?? "it answers again" },
            startsAt = UtcTimeConverter.Text(since),
            endsAt = UtcTimeConverter.Text(over ? now : now + Lasts),
        };
        using var answer = await bot.PostAsJsonAsync(new Uri("/api/v2/alerts", UriKind.Relative), new[] { alert }, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }
}
