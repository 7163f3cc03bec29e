using System.Xml.Linq;

namespace ChatOps.Tests.Conventions;

/// <summary>The repository's files, as they stand on disk, for tests that hold rules no compiler holds.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# and Razor file below one of the given folders, without what a build wrote.</summary>
    public static IReadOnlyList<SourceFile> Sources(params string[] folders) =>
    [
        .. folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path), File.ReadAllLines(path))),
    ];

    /// <summary>Every project below one of the given folders.</summary>
    public static IReadOnlyList<ProjectFile> Projects(params string[] folders) =>
    [
        .. folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(ProjectFile.Read),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatOps.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No ChatOps.sln above {AppContext.BaseDirectory}");
    }
}

/// <param name="Path">Relative to the repository's root.</param>
/// <param name="Lines">The file's text.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>"path:line: text" of every line that fits, comments left aside.</summary>
    public IEnumerable<string> Find(System.Text.RegularExpressions.Regex pattern) =>
        Lines
            .Select((text, index) => (text, index))
            .Where(line => !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(line.text))
            .Select(line => $"{Path}:{line.index + 1}: {line.text.Trim()}");
}

/// <param name="Name">The file's name without its ending, which is the assembly's name.</param>
/// <param name="Projects">Names of the projects that it references.</param>
/// <param name="Packages">Names of the packages that it references.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Read(string path)
    {
        var document = XDocument.Load(path);
        IEnumerable<string> Includes(string element) => document.Descendants(element).Select(item => item.Attribute("Include")!.Value);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. Includes("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Includes("PackageReference")]);
    }

    public override string ToString() => Name;
}
