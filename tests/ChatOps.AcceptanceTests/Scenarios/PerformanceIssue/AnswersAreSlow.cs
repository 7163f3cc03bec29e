using System.Diagnostics;
using System.Globalization;
using System.Net;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>A service answers one at a time, and many ask: each waits for those before it. With more slots it is in time again.</summary>
internal class AnswersAreSlow : Scenario
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(100);

    private readonly int port = FreePort.Next();
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim slots = new(1);
    private readonly List<Task> running = [];
    private string more = "";
    private int given = 1;

    public override string Challenge => "PerformanceIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("BlackboxProbeSlowHttp", $"{Service} answers slowly", ("instance", $"127.0.0.1:{port}"));

    private Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    public override Task<BotSettings> PrepareAsync(Stage stage)
    {
        more = Path.Combine(stage.Folder(Service), "slots");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        running.Add(ServeAsync());
        return Task.FromResult(new BotSettings()
            .WithService(Service, targets: [("health", Address.ToString()), ("scale", $"scale-{Service}")])
            .With($"Services:{Service}:Impact", "Visitors leave")
            .WithProgram($"scale-{Service}", stage.Program($"scale-{Service}", $"echo 64 >'{more}'")));
    }

    public override Task BreakAsync()
    {
        for (var visitor = 0; visitor < 40; visitor++) running.Add(VisitAsync());
        return Task.CompletedTask;
    }

    public override async Task<bool> WorksAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            using var answer = await client.GetAsync(Address);
            return answer.IsSuccessStatusCode && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Close();
        await Task.WhenAll(running);
        ending.Dispose();
        slots.Dispose();
        await base.DisposeAsync();
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        try
        {
            while (true) answers.Add(AnswerAsync(await listener.GetContextAsync()));
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            Grow();
            await slots.WaitAsync(ending.Token);
            await Task.Delay(Work, TimeProvider.System, ending.Token);
            context.Response.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or ObjectDisposedException)
        {
            // Whoever asked is gone, or it was ended.
        }
        finally
        {
            if (!ending.IsCancellationRequested) slots.Release();
        }
    }

    private void Grow()
    {
        if (!File.Exists(more)) return;
        var wanted = int.Parse(File.ReadAllText(more), CultureInfo.InvariantCulture);
        var had = Interlocked.Exchange(ref given, wanted);
        if (wanted > had) slots.Release(wanted - had);
    }

    private async Task VisitAsync()
    {
        using var client = new HttpClient();
        while (!ending.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync(Address, ending.Token);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // A visitor tries again until it is over.
            }
        }
    }
}
