using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>A build on a machine of one's own was killed while git wrote: the lock that it left stops every build after it.</summary>
internal sealed class ALockWasLeftBehind : Scenario
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private string folder = "";
    private string build = "";
    private GitFolder clone = null!;

    public override string Challenge => "PipelineFailure";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("JenkinsLastBuildFailed", $"the build of {Service} failed", ("jenkins_job", Service));

    private string Built => Path.Combine(folder, "shop.tar");

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        clone = await GitFolder.CreateAsync();
        await clone.CommitAsync("the first", ("src/shop.txt", "the shop\n"));
        folder = stage.Folder(Service);
        build = stage.Program($"build-{Service}", $"""
            PATH=/usr/bin:/bin
            exec >'{folder}/log' 2>&1
            rm -f '{Built}'
            cd '{clone.Path}' && git reset --hard --quiet HEAD && git archive --output '{Built}' HEAD
            code=$?
            echo $code >'{folder}/status'
            exit $code
            """);
        await BuildAsync();
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("pipeline-log", $"log-{Service}"), ("pipeline-flake", $"flake-{Service}"), ("pipeline-rerun", $"rerun-{Service}"), ("pipeline-status", $"status-{Service}")])
            .WithProgram($"log-{Service}", stage.Program($"log-{Service}", $"/bin/cat '{folder}/log'"))
            .WithProgram($"flake-{Service}", stage.Program($"flake-{Service}", $"/bin/grep 'index.lock' '{folder}/log'"))
            .WithProgram($"rerun-{Service}", stage.Program($"rerun-{Service}", $"/bin/rm -f '{clone.Path}/.git/index.lock'\nexec '{build}'"))
            .WithProgram($"status-{Service}", stage.Program($"status-{Service}", $"[ \"$(/bin/cat '{folder}/status')\" = 0 ]"))
            .With($"Operations:Command:Allowed:log-{Service}:Risk", "Observe")
            .With($"Operations:Command:Allowed:flake-{Service}:Risk", "Observe")
            .With($"Operations:Command:Allowed:status-{Service}:Risk", "Observe");
    }

    public override async Task BreakAsync()
    {
        clone.Write(".git/index.lock", "");
        await BuildAsync();
    }

    public override async Task<bool> WorksAsync() =>
        File.Exists(Built) && (await Command.RunAsync("tar", ["--extract", "--to-stdout", "--file", Built, "src/shop.txt"], Bound)).Output.Trim() == "the shop";

    public override ValueTask DisposeAsync()
    {
        clone?.Dispose();
        return base.DisposeAsync();
    }

    private Task<CommandResult> BuildAsync() => Command.RunAsync(build, [], Bound);
}
