namespace ChatOps.Operations.Disk;

/// <summary>A file or folder with all that is in it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">What it takes.</param>
internal sealed record LargestEntry(string Path, long Bytes)
{
    // Enough to find what fills a disk; a walk over millions of files would hold up the diagnosis.
    private const int MostFiles = 200_000;

    private static readonly EnumerationOptions Plain = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
    private static readonly EnumerationOptions Deep = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint, RecurseSubdirectories = true };

    /// <summary>The largest direct entry of a folder, links left out; null when it is empty.</summary>
    public static LargestEntry? In(string folder, CancellationToken cancellationToken)
    {
        LargestEntry? largest = null;
        var left = MostFiles;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Plain))
        {
            long bytes = 0;
            foreach (var file in entry is DirectoryInfo inner ? inner.EnumerateFiles("*", Deep) : [(FileInfo)entry])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (left-- == 0) break;
                if (file.Exists) bytes += file.Length;
            }

            if (largest is null || bytes > largest.Bytes) largest = new(entry.FullName, bytes);
        }

        return largest;
    }
}
