using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>Debian's supervisord with a socket of its own; programs are added while it runs.</summary>
internal sealed class Supervisord : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder folder = new();
    private readonly SemaphoreSlim one = new(1);
    private ChildProcess? process;

    private Supervisord()
    {
    }

    public string Socket => folder.File("supervisor.sock");

    /// <summary>Its part of the bot's configuration.</summary>
    public BotSettings Settings => new BotSettings().With("Operations:Supervisor:Address", Socket);

    private string Configuration => folder.File("supervisord.conf");

    public static async Task<Supervisord> StartAsync()
    {
        var supervisord = new Supervisord();
        var folder = supervisord.folder;
        Directory.CreateDirectory(folder.File("programs"));
        folder.Write(
            "supervisord.conf",
            $"""
            [unix_http_server]
            file={supervisord.Socket}
            [supervisord]
            nodaemon=true
            logfile=/dev/null
            logfile_maxbytes=0
            pidfile={folder.File("supervisord.pid")}
            childlogdir={folder.Path}
            [rpcinterface:supervisor]
            supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
            [supervisorctl]
            serverurl=unix://{supervisord.Socket}
            [include]
            files={folder.File("programs")}/*.conf

            """);
        supervisord.process = ChildProcess.Start("supervisord", ["--configuration", supervisord.Configuration]);
        await Wait.Until(async () => (await supervisord.ControlAsync("pid")).ExitCode == 0, Bound, "supervisord", () => supervisord.process.Tail);
        return supervisord;
    }

    /// <summary>Adds a program and starts it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What its shell runs.</param>
    public async Task AddAsync(string name, string script)
    {
        var file = folder.Write(Path.Combine("programs", name + ".sh"), script);
        folder.Write(
            Path.Combine("programs", name + ".conf"),
            string.Create(CultureInfo.InvariantCulture, $"[program:{name}]\ncommand=/bin/sh {file}\nautorestart=false\nstartsecs=1\nstartretries=0\nstopasgroup=true\nkillasgroup=true\nstopwaitsecs=2\n"));
        await one.WaitAsync();
        try
        {
            var added = await ControlAsync("update", name);
            if (added.ExitCode != 0) throw new InvalidOperationException($"supervisorctl update {name}: {added.Output} {added.Errors}");
        }
        finally
        {
            one.Release();
        }
    }

    public Task<CommandResult> ControlAsync(params string[] arguments) => Command.RunAsync("supervisorctl", ["--configuration", Configuration, .. arguments], Bound);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.StopAsync();
            await process.DisposeAsync();
        }

        folder.Dispose();
        one.Dispose();
    }
}
