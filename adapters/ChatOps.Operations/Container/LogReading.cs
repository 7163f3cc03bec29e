using System.Globalization;
using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Reads the end of a container's log, and tells the line that names an error.</summary>
internal sealed class LogReading(DockerClient client)
{
    private const int MostLines = 1000;

    public async Task<ActionResult> ReadAsync(string name, int lines, CancellationToken cancellationToken)
    {
        string output, errors;
        try
        {
            using var stream = await client.Containers.GetContainerLogsAsync(
                name,
                new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = Math.Clamp(lines, 1, MostLines).ToString(CultureInfo.InvariantCulture) },
                cancellationToken);
            (output, errors) = await stream.ReadOutputToEndAsync(cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            return new(false, $"there is no container {name}, so it has no log");
        }

        var all = string.Join('\n', ((string[])[output, errors]).Select(text => text.Trim()).Where(text => text.Length > 0));
        var read = all.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (read.Length == 0) return new(true, $"container {name} has written nothing");
        var wrong = read.Where(ErrorLine.Is).ToArray();
        var last = wrong.LastOrDefault() ?? read[^1];
        var count = wrong.Length == 0 ? $"last line of {read.Length}" : $"{wrong.Length} of the last {read.Length} lines name an error, the last one";
        return new(true, string.Create(CultureInfo.InvariantCulture, $"log of container {name}: {count}: \"{OutsideText.Line(last, 200)}\""), all, new Dictionary<string, string> { ["last"] = last });
    }
}
