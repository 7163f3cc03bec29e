using System.Globalization;

namespace ChatOps.Servers;

/// <param name="Port">Port on 127.0.0.1.</param>
/// <param name="PidFile">File that holds the process id while the service runs; none: not written.</param>
/// <param name="BrokenFile">While this file exists the service dies at its start; none: it never does.</param>
/// <param name="Lifetime">After this time the service ends by itself.</param>
public sealed record TargetSettings(int Port, string? PidFile, string? BrokenFile, TimeSpan Lifetime)
{
    /// <summary>The arguments that start this service in the foreground.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        "target", "--port", Port.ToString(CultureInfo.InvariantCulture),
        .. PidFile is null ? (string[])[] : ["--pid-file", PidFile],
        .. BrokenFile is null ? (string[])[] : ["--broken-file", BrokenFile],
        "--lifetime", Lifetime.ToString("c", CultureInfo.InvariantCulture),
    ];
}
