using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;
using Docker.DotNet;

namespace ChatOps.Operations.Container;

/// <summary>Looks at a container of the catalog, and starts, restarts or replaces it, over Docker's API, which podman speaks too.</summary>
internal sealed partial class ContainerAction(ContainerOptions options, IReadOnlySet<string> targets, TimeZoneInfo zone, TimeProvider time) : IAction, IDisposable
{
    private static readonly string[] Looks = ["inspect", "compare", "logs", "events"];
    private static readonly string[] Acts = ["start", "restart", "recreate", "pull", "prune"];

    private DockerClient? _client;

    // Made when it is first needed: it brings a library of its own.
    private DockerClient Client => LazyInitializer.EnsureInitialized(ref _client, () => new DockerClientBuilder().WithEndpoint(new UriBuilder("unix", "") { Path = options.Socket! }.Uri).Build());

    public string Name => "container";

    public string? Unavailable => options.Socket is null ? "no container engine is connected (Operations:Container:Socket)" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("do", ArgumentKind.Choice, "What is done with it.", Required: true, Choices: [.. Looks, .. Acts], Fixed: true),
        new("container", ArgumentKind.Text, "Its name, a target of the catalog.", Required: true),
        new("previous", ArgumentKind.Text, "For compare and recreate: the container that ran in its place before, with the settings that were good; a target of the catalog."),
        new("image", ArgumentKind.Text, "For recreate and pull: the image, the last good one; a target of the catalog."),
        new("environment", ArgumentKind.Text, "For recreate: a file with NAME=value lines, the last good environment; an absolute path, a target of the catalog."),
        new("lines", ArgumentKind.Count, "For logs: how many lines from the end; 50 unless it says otherwise."),
        new("since", ArgumentKind.Duration, "For events: how far back; 1h unless it says otherwise."),
        new("grace", ArgumentKind.Duration, "For restart and recreate: how long the program may take to end by itself; 10s unless it says otherwise."),
    ];

    public IReadOnlyList<string> Values { get; } = ["state", "exitCode", "restarts", "image", "imageMissing", "outOfMemory", "changed", "deaths", "last", "freed"];

    // Nothing that it does loses data that was not the engine's own copy: a container that is replaced is kept, and only images without a name are removed.
    public Risk? RiskOf(ActionArguments arguments) => Looks.Contains(arguments.Text("do")) ? Risk.Observe : Risk.Reversible;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        foreach (var argument in (string[])["container", "previous"])
        {
            if (arguments.Text(argument) is { } name && !(NameShape().IsMatch(name) && targets.Contains(name))) mistakes.Add(Refused(argument, name, "the name of a container that a target of the catalog holds"));
        }

        if (arguments.Text("image") is { } image && !(ImageShape().IsMatch(image) && targets.Contains(image))) mistakes.Add(Refused("image", image, "an image that a target of the catalog holds, such as registry:5000/web:1.8.2"));
        if (arguments.Text("environment") is { } file && !(Path.IsPathFullyQualified(file) && targets.Contains(file))) mistakes.Add(Refused("environment", file, "the absolute path of a file that a target of the catalog holds"));
        if (arguments.Text("do") == "pull" && arguments.Text("image") is null && !arguments.IsOpen("image")) mistakes.Add(new("image", "image is missing: the image that is pulled"));
        if (arguments.Text("do") == "compare" && arguments.Text("previous") is null && !arguments.IsOpen("previous")) mistakes.Add(new("previous", "previous is missing: what the container is compared with"));
        return mistakes;
    }

    public string Preview(ActionArguments arguments) => arguments.Text("do") switch
    {
        "recreate" => $"replace container {arguments.Text("container")} by one {Settings(arguments)}",
        "pull" => $"pull image {arguments.Text("image")}",
        "prune" => $"remove images without a name from the engine that runs {arguments.Text("container")}",
        "logs" => $"read the log of container {arguments.Text("container")}",
        "events" => $"read what happened to container {arguments.Text("container")}",
        "compare" => $"compare container {arguments.Text("container")} with {arguments.Text("previous")}",
        { } what => $"{what} container {arguments.Text("container")}",
        null => "",
    };

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.Text("container")!;
        try
        {
            return await (arguments.Text("do") switch
            {
                "inspect" => new Inspecting(Client, zone, time).InspectAsync(name, cancellationToken),
                "compare" => new Comparing(Client, zone, time).CompareAsync(name, arguments.Text("previous")!, cancellationToken),
                "logs" => new LogReading(Client).ReadAsync(name, arguments.Count("lines") ?? 50, cancellationToken),
                "events" => new EventReading(Client, zone, time).ReadAsync(name, arguments.Duration("since") ?? TimeSpan.FromHours(1), cancellationToken),
                "recreate" => new Replacing(Client, Grace(arguments), time).ReplaceAsync(name, arguments.Text("previous"), arguments.Text("image"), arguments.Text("environment"), cancellationToken),
                "pull" => new Images(Client).PullAsync(arguments.Text("image")!, cancellationToken),
                "prune" => new Images(Client).PruneAsync(cancellationToken),
                { } what => new Starting(Client, time).StartAsync(name, again: what == "restart", Grace(arguments), cancellationToken),
                null => throw new ArgumentException("do is missing", nameof(arguments)),
            });
        }
        catch (DockerApiException e)
        {
            return new(false, $"{Preview(arguments)}: {EngineMessage.Of(e)}", null, EngineMessage.IsMissingImage(e) ? new Dictionary<string, string> { ["imageMissing"] = "true" } : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or System.Net.Sockets.SocketException or TimeoutException or UnauthorizedAccessException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, $"the container engine at {options.Socket} does not answer: {(File.Exists(options.Socket) ? e.GetBaseException().Message : "there is no such socket")}");
        }
    }

    public void Dispose() => _client?.Dispose();

    private static TimeSpan Grace(ActionArguments arguments) => arguments.Duration("grace") ?? TimeSpan.FromSeconds(10);

    private static string Settings(ActionArguments arguments)
    {
        List<string> parts = [];
        if (arguments.Text("previous") is { } previous) parts.Add($"with the settings of {previous}");
        if (arguments.Text("image") is { } image) parts.Add($"of image {image}");
        if (arguments.Text("environment") is { } file) parts.Add($"with the environment of {file}");
        return parts.Count == 0 ? "with the same settings" : string.Join(" and ", parts);
    }

    private static ArgumentMistake Refused(string argument, string text, string allowed) => new(argument, $"{argument} holds \"{OutsideText.Line(text, 80)}\"; allowed: {allowed}");

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}\z")]
    private static partial Regex NameShape();

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._/:@-]{0,254}\z")]
    private static partial Regex ImageShape();
}
