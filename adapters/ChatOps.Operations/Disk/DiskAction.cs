using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Disk;

/// <summary>Measures the file system that a folder of the catalog lies on, as far as the bot's machine has it, and names what takes the most.</summary>
internal sealed class DiskAction(IReadOnlySet<string> targets) : IAction
{
    private const int UsualMost = 90;

    public string Name => "disk";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("path", ArgumentKind.Text, "A folder, a target of the catalog.", Required: true),
        new("atMost", ArgumentKind.Number, "The share that may be used, in percent; 90 unless it says otherwise."),
    ];

    public IReadOnlyList<string> Values { get; } = ["used", "free", "largest"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        arguments.Text("path") is { } path && !(Path.IsPathFullyQualified(path) && targets.Contains(path))
            ? [new("path", $"path holds \"{OutsideText.Line(path, 80)}\"; allowed: the absolute path of a folder that a target of the catalog holds")]
            : [];

    public string Preview(ActionArguments arguments) => $"measure the disk under {arguments.Text("path")}";

    public Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var path = arguments.Text("path")!;
        // Walking a large folder takes its time, and must not keep a thread that others wait for.
        return Task.Run(() => Measure(path, arguments.Number("atMost") ?? UsualMost, cancellationToken), cancellationToken);
    }

    private static ActionResult Measure(string path, double most, CancellationToken cancellationToken)
    {
        try
        {
            if (!Directory.Exists(path)) return new(false, $"there is no folder {path}");
            var drive = new DriveInfo(path);
            var (total, free) = (drive.TotalSize, drive.AvailableFreeSpace);
            var used = total == 0 ? 0 : 100.0 * (total - drive.TotalFreeSpace) / total;
            var largest = LargestEntry.In(path, cancellationToken);
            var values = new Dictionary<string, string>
            {
                ["used"] = used.ToString("0.#", CultureInfo.InvariantCulture),
                ["free"] = free.ToString(CultureInfo.InvariantCulture),
                ["largest"] = largest?.Path ?? "",
            };
            var what = largest is null ? "" : $"; the most is in {OutsideText.Line(largest.Path, 120)} ({Sizes.Of(largest.Bytes)})";
            var sentence = string.Create(CultureInfo.InvariantCulture, $"the disk under {path} is {used:0.#} % full, {Sizes.Of(free)} of {Sizes.Of(total)} free");
            return used <= most
                ? new(true, sentence + what, null, values)
                : new(false, string.Create(CultureInfo.InvariantCulture, $"{sentence}; {most:0.#} % is the most expected{what}"), null, values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(false, $"the disk under {path} cannot be measured: {e.Message}");
        }
    }
}
