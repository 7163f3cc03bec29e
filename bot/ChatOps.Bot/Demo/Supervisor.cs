using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.Bot.Demo;

/// <summary>Keeps the demo's services: starts them, restarts one when it is told to on its pipe, ends them all. What systemd or supervisord is elsewhere.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SelfProgram _program;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Supervised> _services = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(1) };
    private readonly Task _listening;

    public Supervisor(SelfProgram program, TimeProvider time)
    {
        _program = program;
        _time = time;
        PipeName = string.Create(CultureInfo.InvariantCulture, $"chatops-demo-{Environment.ProcessId}");
        _listening = ListenAsync();
    }

    /// <summary>The pipe on which it takes <c>restart NAME</c>.</summary>
    public string PipeName { get; }

    /// <summary>Starts a service; returns when it answers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="database">The file without which it is ill.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Uri> StartAsync(string name, string database, CancellationToken cancellationToken)
    {
        var service = new Supervised(FreePort(), database);
        _services[name] = service;
        await StartAsync(service, cancellationToken).ConfigureAwait(false);
        return service.Health;
    }

    /// <summary>Kills a service's process, as a crash would.</summary>
    /// <returns>The number of the process.</returns>
    public int Kill(string name)
    {
        var process = _services[name].Process!;
        process.Kill();
        process.WaitForExit();
        return process.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        foreach (var service in _services.Values) End(service);
        _http.Dispose();
        _ending.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await using var pipe = new NamedPipeServerStream(PipeName, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
                await pipe.WaitForConnectionAsync(_ending.Token).ConfigureAwait(false);
                using var reader = new StreamReader(pipe, leaveOpen: true);
                await using var writer = new StreamWriter(pipe, leaveOpen: true) { AutoFlush = true };
                var line = await reader.ReadLineAsync(_ending.Token).ConfigureAwait(false) ?? "";
                await writer.WriteLineAsync(await ObeyAsync(line, _ending.Token).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The demo ends, or the one who asked left.
            }
        }
    }

    private async Task<string> ObeyAsync(string line, CancellationToken cancellationToken)
    {
        if (line.Split(' ') is not ["restart", var name] || !_services.TryGetValue(name, out var service)) return $"unknown: {line}";
        End(service);
        await StartAsync(service, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"restarted {name}: process {service.Process!.Id}");
    }

    private async Task StartAsync(Supervised service, CancellationToken cancellationToken)
    {
        service.Process = _program.Start(DemoService.Command, "--port", service.Port.ToString(CultureInfo.InvariantCulture), "--database", service.Database);
        var since = _time.GetTimestamp();
        while (!await AnswersAsync(service, cancellationToken).ConfigureAwait(false))
        {
            if (_time.GetElapsedTime(since) > Patience || service.Process.HasExited) throw new InvalidOperationException($"The demo's service on port {service.Port} does not come up.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> AnswersAsync(Supervised service, CancellationToken cancellationToken)
    {
        try
        {
            using var _ = await _http.GetAsync(service.Health, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static void End(Supervised service)
    {
        if (service.Process is not { } process) return;
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
        service.Process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Supervised(int port, string database)
    {
        public int Port { get; } = port;

        public string Database { get; } = database;

        public Uri Health { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health"));

        public Process? Process { get; set; }
    }
}
