using System.Globalization;
using System.Security.Cryptography;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Backup;

/// <summary>Whether the newest file is young enough, not much smaller than the one before, and what its checksum says.</summary>
internal static class BackupLook
{
    public static async Task<ActionResult> RunAsync(string name, BackupSet set, IReadOnlyList<BackupFile> files, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = files[0];
        var age = now - newest.At;
        List<string> wrong = [];
        if (age > set.NewerThan) wrong.Add($"{DurationText.Of(set.NewerThan)} at most is expected");
        if (newest.Bytes == 0) wrong.Add("it is empty");
        var size = Sizes.OfFile(newest.Bytes);
        if (files.Count > 1 && files[1].Bytes > 0)
        {
            var percent = 100.0 * newest.Bytes / files[1].Bytes;
            size += string.Create(CultureInfo.InvariantCulture, $", {percent:0} % of the one before");
            if (newest.Bytes > 0 && percent < set.Share) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{set.Share} % of {Sizes.OfFile(files[1].Bytes)} at least is expected"));
        }

        var checksum = await ChecksumAsync(newest, cancellationToken).ConfigureAwait(false);
        if (checksum == false) wrong.Add("its checksum does not fit");
        var sentence = string.Create(CultureInfo.InvariantCulture, $"the newest of {files.Count} {(files.Count == 1 ? "backup" : "backups")} {name} is {newest.Name}, {DurationText.Of(age)} old, {size}")
            + (checksum == true ? ", its checksum fits" : "")
            + (wrong.Count == 0 ? "" : "; " + string.Join("; ", wrong));
        var output = string.Join('\n', files.Take(10).Select(file => $"{file.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC {Sizes.OfFile(file.Bytes)} {file.Name}"));
        var values = new Dictionary<string, string>
        {
            ["value"] = Math.Max(0, age.TotalSeconds).ToString("0", CultureInfo.InvariantCulture),
            ["file"] = newest.Path,
            ["bytes"] = newest.Bytes.ToString(CultureInfo.InvariantCulture),
            ["count"] = files.Count.ToString(CultureInfo.InvariantCulture),
        };
        return new(wrong.Count == 0, sentence, output, values);
    }

    /// <summary>Whether the file is as its checksum says, which stands in FILE.sha256 or in SHA256SUMS beside it; null when there is none.</summary>
    private static async Task<bool?> ChecksumAsync(BackupFile file, CancellationToken cancellationToken)
    {
        var own = file.Path + ".sha256";
        var sums = Path.Combine(Path.GetDirectoryName(file.Path)!, "SHA256SUMS");
        var said = File.Exists(own) ? Of(await File.ReadAllLinesAsync(own, cancellationToken).ConfigureAwait(false), _ => true)
            : File.Exists(sums) ? Of(await File.ReadAllLinesAsync(sums, cancellationToken).ConfigureAwait(false), name => name == Path.GetFileName(file.Path))
            : null;
        if (said is null) return null;
        await using var stream = File.OpenRead(file.Path);
        return string.Equals(said, Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)), StringComparison.OrdinalIgnoreCase);
    }

    // As sha256sum writes: the sum, a space, a space or *, the name.
    private static string? Of(IEnumerable<string> lines, Func<string, bool> isIt) => lines
        .Select(line => line.Split(' ', 2))
        .Where(parts => parts[0].Length == 64 && isIt(parts.Length > 1 ? parts[1].TrimStart(' ', '*') : ""))
        .Select(parts => parts[0])
        .FirstOrDefault();
}
