using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Command;

/// <summary>What the action <c>command</c> may start, and what it gives it (configuration <c>Operations:Command</c>).</summary>
/// <param name="Allowed">The programs, by the name that runbooks and targets use; none by default.</param>
/// <param name="Environment">All of the environment that a program gets; empty by default.</param>
public sealed record CommandOptions(IReadOnlyDictionary<string, AllowedProgram> Allowed, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Nothing may be started.</summary>
    public static readonly CommandOptions None = new(new Dictionary<string, AllowedProgram>(), new Dictionary<string, string>());

    /// <summary>The program of this name, or the one allowed program that lies at this path; null when there is none.</summary>
    public AllowedProgram? Find(string program)
    {
        if (Allowed.TryGetValue(program, out var named)) return named;
        var there = Allowed.Values.Where(allowed => allowed.Path == program).Take(2).ToArray();
        return there.Length == 1 ? there[0] : null;
    }

    /// <summary>How long a program that is told to end (SIGTERM) has before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>A program that may be started.</summary>
/// <param name="Path">Where it is: an absolute path.</param>
/// <param name="Arguments">What it is always given first: <c>restart</c> for a systemctl that may do nothing else.</param>
/// <param name="Risk">What it can break, whatever the further arguments.</param>
public sealed record AllowedProgram(string Path, IReadOnlyList<string> Arguments, Risk Risk)
{
    /// <summary>
    /// The file of a program: an absolute path as it is, a name (or a relative path with a folder in it) made absolute now, so that a later change of
    /// PATH or of the current directory starts nothing else.
    /// </summary>
    /// <returns>The path, or null when there is no such file that can be executed.</returns>
    public static string? Resolve(string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        if (program.Contains('/', StringComparison.Ordinal) || program.Contains('\\', StringComparison.Ordinal))
        {
            var path = System.IO.Path.GetFullPath(program);
            return IsExecutable(path) ? path : null;
        }

        return (System.Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(System.IO.Path.IsPathRooted)
            .Select(folder => System.IO.Path.Combine(folder, program))
            .SelectMany(path => OperatingSystem.IsWindows() ? (string[])[path, path + ".exe"] : [path])
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
