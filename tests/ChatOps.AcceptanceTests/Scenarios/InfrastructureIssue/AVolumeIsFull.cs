using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>A container's volume of a few MiB is full of old logs; nothing can be written any more.</summary>
internal class AVolumeIsFull : Scenario
{
    private Podman podman = null!;
    private SmallDisk disk = null!;

    public override string Challenge => "InfrastructureIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("KubePersistentVolumeFillingUp", $"the volume of {Service} is full", ("persistentvolumeclaim", Service));

    /// <summary>The volume as this machine sees it.</summary>
    protected string Volume => disk.Path;

    /// <summary>What fills it: the script that makes room knows old logs alone.</summary>
    protected virtual string Filling => "logs/old.log";

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        podman = await stage.ShareAsync(Podman.StartAsync);
        disk = await SmallDisk.MountAsync(stage.Folder(Service), "4m");
        await podman.StartAsync(Service, ["--volume", $"{Volume}:/data"], "mkdir -p /data/logs /data/db; while :; do if date +%s%N >/data/db/next && [ -s /data/db/next ]; then mv /data/db/next /data/db/last; fi; sleep 0.2; done");
        await Wait.Until(WorksAsync, TimeSpan.FromSeconds(30), "the container to write");
        return podman.Settings
            .WithService(Service, "infrastructure", targets: [("disk", Volume), ("container", Service), ("prune", $"prune-{Service}")])
            .With($"Services:{Service}:Impact", "Orders cannot be stored")
            .WithProgram($"prune-{Service}", stage.Program($"prune-{Service}", $"/bin/rm -f '{Volume}'/logs/*.log"));
    }

    public override async Task BreakAsync()
    {
        var path = Path.Combine(Volume, Filling);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = File.Create(path);
            var block = new byte[64 * 1024];
            while (true)
            {
                await file.WriteAsync(block);
                await file.FlushAsync();
            }
        }
        catch (IOException)
        {
            // No space is left: that is the point.
        }
    }

    /// <summary>Whether what the container writes is new.</summary>
    public override async Task<bool> WorksAsync()
    {
        var before = await LastAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        for (var looks = 0; looks < 6; looks++)
        {
            await timer.WaitForNextTickAsync();
            if (await LastAsync() is { Length: > 0 } now && now != before) return true;
        }

        return false;
    }

    public override async ValueTask DisposeAsync()
    {
        if (disk is not null) await disk.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<string> LastAsync()
    {
        var file = Path.Combine(Volume, "db", "last");
        try
        {
            return File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        }
        catch (IOException)
        {
            // It is being replaced.
            return "";
        }
    }
}
