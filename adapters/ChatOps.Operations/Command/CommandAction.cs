using System.ComponentModel;
using System.Globalization;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Programs;

namespace ChatOps.Operations.Command;

/// <summary>
/// Starts a program that the configuration allows, with a list of arguments and never by way of a shell. It gets an emptied environment and no input;
/// it and all that it started end with the step, unless the step says <c>detach</c>.
/// </summary>
internal sealed class CommandAction(CommandOptions options, TimeProvider time) : IAction
{
    private const int LongestValue = 200;

    public string Name => "command";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("program", ArgumentKind.Text, "A program of Operations:Command:Allowed, by its name or its path.", Required: true),
        new("arguments", ArgumentKind.List, "Its arguments; each is handed over as it is."),
        new("exitCode", ArgumentKind.Count, "The exit code that is expected; 0 unless it says otherwise."),
        new("contains", ArgumentKind.Text, "A text that its output must hold."),
        new("detach", ArgumentKind.Boolean, "true: what the program started may go on when it has ended, such as a daemon.", Fixed: true),
    ];

    public IReadOnlyList<string> Values { get; } = ["exitCode", "value", "ms"];

    public Risk? RiskOf(ActionArguments arguments) =>
        arguments.Text("program") is { } name ? options.Find(name)?.Risk ?? Risk.Destructive : null;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (arguments.Text("program") is { } name && options.Find(name) is null)
        {
            var allowed = options.Allowed.Count == 0 ? "none (Operations:Command:Allowed is empty)" : string.Join(", ", options.Allowed.Keys.Order(StringComparer.Ordinal));
            mistakes.Add(new("program", $"program holds \"{OutsideText.Line(name, 80)}\"; allowed: {allowed}"));
        }

        foreach (var _ in arguments.List("arguments").Where(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            mistakes.Add(new("arguments", "arguments holds a NUL character; allowed: texts without it"));
        }

        return mistakes;
    }

    public string Preview(ActionArguments arguments) => $"run {Shown(arguments)}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var program = options.Find(arguments.Text("program")!)!;
        var (shown, start) = (Shown(arguments), time.GetTimestamp());
        ProcessGroup group;
        try
        {
            group = ProcessGroup.Start(program.Path, [.. program.Arguments, .. arguments.List("arguments")], options.Environment);
        }
        catch (Win32Exception e)
        {
            return new(false, $"{shown} could not be started: {e.Message}");
        }

        var (all, output, errors) = (new BoundedOutput(), new BoundedOutput(), new BoundedOutput());
        var reading = Task.WhenAll(BoundedOutput.ReadAsync(group.Output, all, output), BoundedOutput.ReadAsync(group.Errors, all, errors));
        try
        {
            await group.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await group.EndAsync(options.Grace, time);
            await SettleAsync(reading);
            _ = reading.ContinueWith(_ => group.Dispose(), TaskScheduler.Default);
            return new(false, $"{shown} was ended after {DurationText.Of(time.GetElapsedTime(start))}", all.Text());
        }

        var (took, exitCode) = (time.GetElapsedTime(start), group.ExitCode);
        if (!arguments.Boolean("detach")) await group.EndAsync(options.Grace, time);
        await SettleAsync(reading);
        // Whoever still holds the output of a detached program would be killed by writing to it if nobody read on.
        _ = reading.ContinueWith(_ => group.Dispose(), TaskScheduler.Default);
        return Judge(arguments, shown, exitCode, took, all.Text(), output.Text(), errors.Text());
    }

    private static ActionResult Judge(ActionArguments arguments, string shown, int exitCode, TimeSpan took, string all, string output, string errors)
    {
        var expected = arguments.Count("exitCode") ?? 0;
        var values = new Dictionary<string, string>
        {
            ["exitCode"] = exitCode.ToString(CultureInfo.InvariantCulture),
            ["value"] = OutsideText.Line(output.AsSpan().Trim().ToString().Split('\n', 2)[0], LongestValue),
            ["ms"] = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        };
        var ended = string.Create(CultureInfo.InvariantCulture, $"{shown} ended with {exitCode} after {DurationText.Of(took)}");
        var last = TellingLine.Of(errors, all);
        var wanted = arguments.Text("contains");
        var missing = exitCode != expected ? string.Create(CultureInfo.InvariantCulture, $"{expected} is expected{(last.Length > 0 ? ": " + last : "")}")
            : wanted is not null && !output.Contains(wanted, StringComparison.Ordinal) ? $"its output does not hold \"{OutsideText.Line(wanted, 80)}\""
            : null;
        return new(missing is null, missing is null ? ended : $"{ended}; {missing}", all.Length == 0 ? null : all, values);
    }

    /// <summary>Waits until all output is read, and not for those who go on holding it.</summary>
    private async Task SettleAsync(Task reading)
    {
        try
        {
            await reading.WaitAsync(TimeSpan.FromMilliseconds(500), time);
        }
        catch (TimeoutException)
        {
        }
    }

    private static string Shown(ActionArguments arguments) => OutsideText.Line(
        string.Join(' ', arguments.List("arguments").Prepend(arguments.Text("program")!).Select(word => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word)),
        LongestValue);
}
