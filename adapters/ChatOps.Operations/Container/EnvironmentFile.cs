namespace ChatOps.Operations.Container;

/// <summary>A file of <c>NAME=value</c> lines, as <c>docker run --env-file</c> takes it.</summary>
internal static class EnvironmentFile
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Its lines; empty ones, comments and what has no name left out. A value is taken as it stands, quotation marks and all.</summary>
    /// <exception cref="IOException">It is not there, or too long.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) throw new IOException("it is longer than 256 KiB");
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        return [.. lines.Where(line => !line.StartsWith('#') && line.IndexOf('=', StringComparison.Ordinal) > 0)];
    }
}
