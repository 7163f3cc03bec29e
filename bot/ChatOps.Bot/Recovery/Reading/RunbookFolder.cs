using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>Reads all runbooks of a folder: its <c>.yaml</c> and <c>.yml</c> files, not those of folders in it.</summary>
internal static class RunbookFolder
{
    private const int MostFiles = 1000;

    /// <summary>The runbooks without a mistake; every mistake of the others, a line each.</summary>
    public static RunbookShelf Read(string folder, IReadOnlyDictionary<string, IAction> actions, Action<string> mistake)
    {
        if (!Directory.Exists(folder))
        {
            mistake($"Runbooks:Path holds \"{folder}\"; allowed: a folder that exists");
            return RunbookShelf.Empty;
        }

        var reader = new RunbookReader(actions);
        Dictionary<string, (Runbook Runbook, string File)> all = new(StringComparer.OrdinalIgnoreCase);
        var files = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal).ToArray();
        if (files.Length > MostFiles) mistake(string.Create(CultureInfo.InvariantCulture, $"Runbooks:Path holds \"{folder}\" with {files.Length} runbooks; allowed: {MostFiles}"));
        foreach (var file in files.Take(MostFiles))
        {
            var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), file) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
            if (Text(file, name, mistake) is not { } text) continue;
            var runbook = reader.Read(name, text, out var found);
            foreach (var wrong in found) mistake(wrong.ToString());
            if (runbook is null) continue;
            if (!all.TryAdd(runbook.Name, (runbook, name))) mistake($"{name}:1:1: the name \"{runbook.Name}\" is that of {all[runbook.Name].File} too; allowed: a name of its own for each");
        }

        return new RunbookShelf(all.Values.Select(pair => pair.Runbook));
    }

    private static string? Text(string file, string name, Action<string> mistake)
    {
        try
        {
            // A character may take four bytes; what is longer than that cannot be short enough.
            if (new FileInfo(file).Length <= YamlTree.LongestText * 4) return File.ReadAllText(file);
            mistake(string.Create(CultureInfo.InvariantCulture, $"{name}:1:1: the file is longer than {YamlTree.LongestText} characters; allowed: {YamlTree.LongestText}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistake($"{name}:1:1: the file cannot be read: {e.Message}");
        }

        return null;
    }
}
