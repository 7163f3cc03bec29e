using ChatOps.Bot;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Api;

/// <summary>The whole program in this process, on a free loopback port, with data of its own in a temporary folder.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly ChatOpsApp _app;
    private readonly DirectoryInfo _folder;

    private RunningBot(ChatOpsApp app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Addresses[0] };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningBot> StartAsync(string json = "{}", Action<IServiceCollection>? services = null, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-test-");
        var file = Path.Combine(folder.FullName, "appsettings.json");
        await File.WriteAllTextAsync(file, json);
        var app = ChatOpsApp.Build(new Launch
        {
            SettingsFile = file,
            ReadEnvironment = false,
            Time = time ?? TimeProvider.System,
            Services = services,
            Settings = new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "chatops.db")}",
                ["Logging:LogLevel:Default"] = "Warning",
            },
        });
        await app.StartAsync();
        return new RunningBot(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
