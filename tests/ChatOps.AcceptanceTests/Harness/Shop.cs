using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// A small company: one real service, a real Prometheus that scrapes it and alerts the bot, and a runbook whose command starts the
/// service again.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Service = "shop";

    private readonly TemporaryFolder folder = new();

    private Shop(TargetService target) => Target = target;

    public TargetService Target { get; }

    public BotProcess Bot { get; private set; } = null!;

    public PrometheusServer Prometheus { get; private set; } = null!;

    public BotClient Client => Bot.Client;

    public static async Task<Shop> OpenAsync(BotSettings settings, string criticality = "standard")
    {
        var shop = new Shop(await TargetService.StartAsync());
        try
        {
            shop.folder.Write("restart-shop.yaml", shop.Runbook());
            shop.Bot = await BotProcess.StartAsync(settings
                .WithService(Service, "backend", criticality, ("health", shop.Target.Health.ToString()), ("port", shop.Target.Port.ToString(CultureInfo.InvariantCulture)))
                .With("Runbooks:Path", shop.folder.Path)
                .WithProgram("dotnet", shop.Target.StartCommand[0]));
            shop.Prometheus = await PrometheusServer.StartAsync(
                [new ScrapeJob(Service, shop.Target.Port, new Dictionary<string, string> { ["service"] = Service })],
                [
                    // It fires on for ten seconds after the service is back, so that verify and not the source ends the incident.
                    new AlertingRule(
                        "TargetDown",
                        "min_over_time(up[10s]) == 0",
                        new Dictionary<string, string> { ["severity"] = "critical" },
                        new Dictionary<string, string> { ["summary"] = "{{ $labels.service }} is not scraped" }),
                ],
                shop.Bot.Address);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the first incident of the service.</summary>
    public Task<IncidentView> IncidentAsync() =>
        Wait.For(
            async () => (await Client.IncidentsAsync()).SingleOrDefault(incident => incident.Service == Service),
            TimeSpan.FromSeconds(30),
            "an incident of the shop",
            () => Prometheus.Tail);

    public async ValueTask DisposeAsync()
    {
        if (Prometheus is not null)
        {
            await Prometheus.DisposeAsync();
        }

        try
        {
            if (Bot is not null)
            {
                await Bot.DisposeAsync();
            }
        }
        finally
        {
            await Target.DisposeAsync();
            folder.Dispose();
        }
    }

    private string Runbook() => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        name: restart-shop
        says: Starts the shop's process again; what it was doing is lost.
        matches: { challenge: ServiceDown, service: {{{Service}}} }
        diagnose:
          - name: health
            title: Ask the shop's health
            action: http
            with: { url: "{{ targets.health }}" }
            timeout: 2s
        act:
          - name: start
            title: Start the shop again
            action: command
            with: { program: dotnet, detach: true, arguments: [{{{string.Join(", ", Target.StartCommand.Skip(1).Select(Argument))}}}] }
            risk: reversible
            timeout: 20s
        verify:
          - name: healthy
            title: Ask the shop's health again
            action: http
            with: { url: "{{ targets.health }}" }
            repeat: 3
            interval: 500ms
            for: 5s
            timeout: 2s
        """);

    // A step that acts takes from the catalog what it acts on.
    private string Argument(string argument) =>
        argument == Target.Port.ToString(CultureInfo.InvariantCulture) ? "\"{{ targets.port }}\"" : $"\"{argument}\"";
}
