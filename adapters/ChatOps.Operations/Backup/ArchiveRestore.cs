using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;

namespace ChatOps.Operations.Backup;

/// <summary>Unpacks an archive into a folder that is deleted after it, and looks whether what must be in it is.</summary>
internal static class ArchiveRestore
{
    private static readonly TimeSpan Left = TimeSpan.FromHours(6);

    public static async Task<RestoreTest> RunAsync(BackupSet set, string path, BackupFormat.Kind kind, CancellationToken cancellationToken)
    {
        const string prefix = "chatops-restore-";
        Sweep(prefix);
        var folder = Directory.CreateTempSubdirectory(prefix);
        try
        {
            var drive = new DriveInfo(folder.FullName);
            var bytes = new FileInfo(path).Length;
            if (drive.AvailableFreeSpace < 2 * bytes) return new(false, $"there is no room to unpack it: {Sizes.OfFile(drive.AvailableFreeSpace)} are free in {Path.GetTempPath()}");
            await UnpackAsync(path, kind, folder.FullName, cancellationToken).ConfigureAwait(false);
            FileInfo[] files = [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)];
            var missing = set.Holds.Where(name => !IsThere(folder.FullName, name)).ToArray();
            if (missing.Length > 0) return new(false, $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not in it, or empty");
            return files.Length == 0
                ? new(false, "there is nothing in it")
                : new(true, string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {Sizes.OfFile(files.Sum(file => file.Length))}") + (set.Holds.Count > 0 ? $", among them {string.Join(", ", set.Holds)}" : ""));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return new(false, $"it is damaged: {OutsideText.Line(e.Message, 160)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task UnpackAsync(string path, BackupFormat.Kind kind, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        if (kind == BackupFormat.Kind.Zip)
        {
            await ZipFile.ExtractToDirectoryAsync(file, folder, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Both refuse names that would lead out of the folder.
        await using Stream content = kind == BackupFormat.Kind.TarGz ? new GZipStream(file, CompressionMode.Decompress) : file;
        await TarFile.ExtractToDirectoryAsync(content, folder, overwriteFiles: false, cancellationToken).ConfigureAwait(false);
        // To the end: a checksum of gzip stands behind the last entry.
        await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsThere(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name.TrimStart('/')));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && (Directory.Exists(path) || new FileInfo(path) is { Exists: true, Length: > 0 });
    }

    /// <summary>What a crash of the bot left of an earlier test.</summary>
    private static void Sweep(string prefix)
    {
        foreach (var old in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(prefix + "*").Where(one => DateTime.SpecifyKind(one.LastWriteTimeUtc, DateTimeKind.Utc) < TimeProvider.System.GetUtcNow() - Left))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }
    }
}
