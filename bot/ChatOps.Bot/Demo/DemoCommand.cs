using System.Text.Json;
using Spectre.Console;

namespace ChatOps.Bot.Demo;

/// <summary>
/// <c>demo</c>: a guided tour on real parts. Two small services of its own are broken: one so that Level 1 mends it, one so that it climbs to the
/// user. Whoever watches can take part on the page; when nobody does, it plays to its end by itself.
/// </summary>
internal sealed class DemoCommand
{
    private const int MostLines = 24;
    private const int WidthOfFiles = 200;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToDecide = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ToDecideAlone = TimeSpan.FromSeconds(2);

    private readonly IAnsiConsole _console;
    private readonly bool _watched;
    private readonly TimeProvider _time = TimeProvider.System;

    private DemoCommand(IAnsiConsole console, bool watched)
    {
        (_console, _watched) = (console, watched);
        if (!watched) console.Profile.Width = WidthOfFiles;
    }

    public static Task<int> RunAsync(Launch launch, CancellationToken cancellationToken) =>
        new DemoCommand(AnsiConsole.Console, watched: !Console.IsInputRedirected && !Console.IsOutputRedirected).PlayAsync(launch, cancellationToken);

    private async Task<int> PlayAsync(Launch launch, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-demo-");
        try
        {
            return await PlayAsync(launch, folder.FullName, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> PlayAsync(Launch launch, string folder, CancellationToken cancellationToken)
    {
        var program = SelfProgram.Find();
        var (shopDatabase, ordersDatabase) = (Path.Combine(folder, "shop.database"), Path.Combine(folder, "orders.database"));
        await File.WriteAllTextAsync(shopDatabase, "", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(ordersDatabase, "", cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(folder, "runbooks"));
        await File.WriteAllTextAsync(Path.Combine(folder, "runbooks", "restart-by-supervisor.yaml"), DemoSettings.Runbook(program), cancellationToken).ConfigureAwait(false);

        await using var supervisor = new Supervisor(program, _time);
        var shop = await supervisor.StartAsync(DemoSettings.Mendable, shopDatabase, cancellationToken).ConfigureAwait(false);
        var orders = await supervisor.StartAsync(DemoSettings.Ill, ordersDatabase, cancellationToken).ConfigureAwait(false);
        await using var app = ChatOpsApp.Build(launch with { Settings = DemoSettings.Keys(folder, program, supervisor, shop, orders) });
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        using var bot = new HttpClient { BaseAddress = app.Addresses[0] };
        using var playing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var probing = Task.WhenAll(
            new Prober(bot, DemoSettings.Mendable, shop, _time).RunAsync(playing.Token),
            new Prober(bot, DemoSettings.Ill, orders, _time).RunAsync(playing.Token));
        try
        {
            Welcome(bot.BaseAddress);
            var good = await MendsAsync(bot, supervisor, cancellationToken).ConfigureAwait(false)
                && await ClimbsAsync(bot, ordersDatabase, cancellationToken).ConfigureAwait(false);
            await EndAsync(bot.BaseAddress, good, cancellationToken).ConfigureAwait(false);
            return good ? 0 : 1;
        }
        finally
        {
            // Also after Ctrl-C: what runs is waited for, so that nothing is taken apart under it.
            await playing.CancelAsync().ConfigureAwait(false);
            await probing.ConfigureAwait(false);
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Welcome(Uri page)
    {
        _console.MarkupLineInterpolated($"[bold]ChatOps runs at {page}[/]. Open it in a browser: everything below happens there too.");
        _console.WriteLine($"Two small services run beside it, {DemoSettings.Mendable} and {DemoSettings.Ill}. They are real processes; data and services are gone when the demo ends.");
    }

    private async Task<bool> MendsAsync(HttpClient bot, Supervisor supervisor, CancellationToken cancellationToken)
    {
        Scene($"1. {DemoSettings.Mendable} crashes, and Level 1 mends it");
        var process = supervisor.Kill(DemoSettings.Mendable);
        _console.WriteLine($"Killed process {process}. The next probe sees it, an alert comes in, and a runbook restarts the service and checks it.");
        var watch = Watch(bot, DemoSettings.Mendable);
        if (!await watch.UntilAsync(IsResolved, Long, cancellationToken).ConfigureAwait(false)) return Fail($"{DemoSettings.Mendable} was not mended within {Long.TotalSeconds} s.");
        _console.MarkupLineInterpolated($"[green]{watch.Id} is over.[/] Nobody was called. Its page shows each step and what it saw.");
        return true;
    }

    private async Task<bool> ClimbsAsync(HttpClient bot, string database, CancellationToken cancellationToken)
    {
        Scene($"2. {DemoSettings.Ill} loses its database, and no restart helps");
        File.Delete(database);
        _console.WriteLine("It answers, but badly. Two restarts will fail; then people are called, level by level, with 8 s each to acknowledge. You can: `ack`, `guide`, `escalate` on the page.");
        var watch = Watch(bot, DemoSettings.Ill);
        if (!await watch.UntilAsync(incident => Level(incident) == 4 || IsResolved(incident), TimeSpan.FromMinutes(_watched ? 5 : 1), cancellationToken).ConfigureAwait(false)) return Fail($"{DemoSettings.Ill} did not reach the user.");
        if (!await DecidesAsync(watch, database, cancellationToken).ConfigureAwait(false)) return Fail($"{watch.Id} was not resolved.");
        _console.MarkupLineInterpolated($"[green]{watch.Id} is over.[/] Its post-mortem is written when it can no longer reopen by itself, in about 15 s.");
        if (await watch.PostMortemAsync(Long, cancellationToken).ConfigureAwait(false) is not { } postMortem) return Fail("No post-mortem was written.");
        var lines = postMortem.Trim().Split('\n');
        _console.Write(new Panel(new Text(string.Join('\n', lines.Take(MostLines)))).Header($"The first {MostLines} of {lines.Length} lines").Expand());
        return true;
    }

    private async Task<bool> DecidesAsync(IncidentWatch watch, string database, CancellationToken cancellationToken)
    {
        if (await watch.UntilAsync(IsResolved, TimeSpan.Zero, cancellationToken).ConfigureAwait(false)) return true;
        Scene("3. The user decides");
        _console.WriteLine(_watched
            ? $"Choose an option on the page of {watch.Id}, as user. While a retry runs, the database comes back. If nobody chooses within {ToDecide.TotalMinutes} min, I do."
            : "Nobody watches, so the user decides by the API: retry. While it runs, the database comes back.");
        if (!await watch.UntilAsync(incident => Attempts(incident) > 2 || IsResolved(incident), _watched ? ToDecide : ToDecideAlone, cancellationToken).ConfigureAwait(false))
        {
            _console.WriteLine(await watch.SayAsync($"decide {watch.Id} retry", Core.OnCall.Role.User, cancellationToken).ConfigureAwait(false));
        }

        await File.WriteAllTextAsync(database, "", cancellationToken).ConfigureAwait(false);
        return await watch.UntilAsync(IsResolved, Long, cancellationToken).ConfigureAwait(false);
    }

    private async Task EndAsync(Uri page, bool good, CancellationToken cancellationToken)
    {
        if (!good || !_watched) return;
        _console.MarkupLineInterpolated($"[bold]That was the tour.[/] Look around at {page}; `stats`, `list all` and `runbooks` answer in the command box. Ctrl-C ends it.");
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
    }

    private IncidentWatch Watch(HttpClient bot, string service) =>
        new(bot, service, line => _console.MarkupLineInterpolated($"  [grey]{_time.GetLocalNow():HH:mm:ss}[/] {line}"), _time);

    private void Scene(string title) => _console.Write(new Rule(Markup.Escape(title)).LeftJustified());

    private bool Fail(string why)
    {
        _console.MarkupLineInterpolated($"[red]{why}[/]");
        return false;
    }

    private static bool IsResolved(JsonElement incident) => incident.GetProperty("state").GetString() == "resolved";

    private static int Attempts(JsonElement incident) => incident.GetProperty("attempts").GetArrayLength();

    private static int Level(JsonElement incident) => incident.GetProperty("level").GetInt32();
}
