using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Supervisor;

/// <summary>Looks at a process of Supervisor that the catalog names, reads its log, starts and restarts it.</summary>
internal sealed partial class SupervisorAction(SupervisorOptions options, IReadOnlySet<string> targets, TimeZoneInfo zone, TimeProvider time) : IAction, IDisposable
{
    private const int LogBytes = 16_000;

    private readonly XmlRpcClient? _client = options.Address is { } address ? new(address, options.User, options.Password) : null;

    public string Name => "supervisor";

    public string? Unavailable => options.Address is null ? "no Supervisor is connected (Operations:Supervisor:Address)" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("do", ArgumentKind.Choice, "What is done with it.", Required: true, Choices: ["status", "log", "start", "restart"], Fixed: true),
        new("process", ArgumentKind.Text, "Its name, or group:name; a target of the catalog.", Required: true),
    ];

    public IReadOnlyList<string> Values { get; } = ["state", "exitCode", "pid", "last"];

    public Risk? RiskOf(ActionArguments arguments) => arguments.Text("do") is "status" or "log" ? Risk.Observe : Risk.Reversible;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        arguments.Text("process") is { } name && !(NameShape().IsMatch(name) && targets.Contains(name))
            ? [new("process", $"process holds \"{OutsideText.Line(name, 80)}\"; allowed: the name of a process that a target of the catalog holds")]
            : [];

    public string Preview(ActionArguments arguments) => arguments.Text("do") switch
    {
        "status" => $"ask Supervisor how {arguments.Text("process")} stands",
        "log" => $"read the log of {arguments.Text("process")}",
        var what => $"{what} {arguments.Text("process")} of Supervisor",
    };

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.Text("process")!;
        try
        {
            return await (arguments.Text("do") switch
            {
                "status" => StatusAsync(name, cancellationToken),
                "log" => LogAsync(name, cancellationToken),
                "start" => StartAsync(name, again: false, cancellationToken),
                _ => StartAsync(name, again: true, cancellationToken),
            });
        }
        catch (XmlRpcFault fault)
        {
            return new(false, fault.Code == XmlRpcFault.BadName ? $"Supervisor knows no process {name}" : $"Supervisor could not {arguments.Text("do")} {name}: {OutsideText.Line(fault.Message, 200)}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or System.Net.Sockets.SocketException or System.Xml.XmlException or FormatException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, $"Supervisor at {options.Address} does not answer: {e.GetBaseException().Message}");
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<ActionResult> StatusAsync(string name, CancellationToken cancellationToken)
    {
        var info = await InfoAsync(name, cancellationToken);
        var state = Text(info, "statename");
        var (now, started, stopped) = (time.GetUtcNow(), At(info, "start"), At(info, "stop"));
        var since = (state is "RUNNING" or "STARTING" ? started : stopped ?? started) is { } at ? $" since {TimeText.Of(at, now, zone)} ({DurationText.Of(now - at)})" : "";
        var ended = state is "RUNNING" or "STARTING" ? "" : $"; exit code {Text(info, "exitstatus")}{(Text(info, "spawnerr") is { Length: > 0 } error ? $", {OutsideText.Line(error, 200)}" : "")}";
        var values = new Dictionary<string, string> { ["state"] = state, ["exitCode"] = Text(info, "exitstatus"), ["pid"] = Text(info, "pid") };
        return new(state == "RUNNING", $"Supervisor has {name} as {state}{since}{ended}", null, values);
    }

    private async Task<ActionResult> LogAsync(string name, CancellationToken cancellationToken)
    {
        var text = "";
        foreach (var method in (string[])["supervisor.tailProcessStderrLog", "supervisor.tailProcessStdoutLog"])
        {
            try
            {
                var tail = await _client!.CallAsync(method, cancellationToken, name, 0, LogBytes) as IReadOnlyList<object?>;
                if (tail is [string log, ..] && log.Trim().Length > 0) text += log.TrimEnd() + "\n";
            }
            catch (XmlRpcFault fault) when (fault.Code != XmlRpcFault.BadName)
            {
                // It keeps none of that stream.
            }
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0) return new(true, $"{name} has written nothing that Supervisor keeps");
        var wrong = lines.LastOrDefault(ErrorLine.Is);
        return new(true, $"log of {name}: \"{OutsideText.Line(wrong ?? lines[^1], 200)}\" ({(wrong is null ? "its last line" : "the last line that names an error")})", text, new Dictionary<string, string> { ["last"] = wrong ?? lines[^1] });
    }

    private async Task<ActionResult> StartAsync(string name, bool again, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (again)
        {
            try
            {
                await _client!.CallAsync("supervisor.stopProcess", cancellationToken, name, true);
            }
            catch (XmlRpcFault fault) when (fault.Code == XmlRpcFault.NotRunning)
            {
                // Then there is nothing to stop.
            }
        }

        try
        {
            await _client!.CallAsync("supervisor.startProcess", cancellationToken, name, true);
        }
        catch (XmlRpcFault fault) when (fault.Code == XmlRpcFault.AlreadyStarted)
        {
            return new(true, $"{name} of Supervisor runs already");
        }

        return new(true, $"{(again ? "restarted" : "started")} {name} of Supervisor in {DurationText.Of(time.GetElapsedTime(start))}");
    }

    private async Task<IReadOnlyDictionary<string, object?>> InfoAsync(string name, CancellationToken cancellationToken) =>
        await _client!.CallAsync("supervisor.getProcessInfo", cancellationToken, name) as IReadOnlyDictionary<string, object?> ?? throw new FormatException("its answer is no description of a process");

    private static string Text(IReadOnlyDictionary<string, object?> info, string key) => Convert.ToString(info.GetValueOrDefault(key), CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? At(IReadOnlyDictionary<string, object?> info, string key) => info.GetValueOrDefault(key) is int and > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_.][A-Za-z0-9_.-]{0,100}(?::[A-Za-z0-9_.-]{1,100})?\z")]
    private static partial Regex NameShape();
}
