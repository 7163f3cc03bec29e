using System.Text.RegularExpressions;

namespace ChatOps.Tests.Conventions;

/// <summary>A document that names a file which has moved sends its reader astray.</summary>
internal sealed partial class DocumentedPaths
{
    private static IEnumerable<string> Documents =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    [TestCaseSource(nameof(Documents))]
    public void Every_path_that_a_document_names_exists(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var named = InBackticks().Matches(text).Select(match => Path.Combine(Repository.Root, match.Groups[1].Value))
            .Concat(InLinks().Matches(text).Select(match => Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, match.Groups[1].Value)));

        Assert.That(named.Where(path => !Path.Exists(path)).Select(path => Path.GetRelativePath(Repository.Root, path)), Is.Empty);
    }

    // A path of the repository begins with one of its folders; "…" and "<name>" mark a pattern, which is no path.
    [GeneratedRegex(@"`((?:bot|adapters|tests|docs|manifests)/[^`\s…<*{]+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex InLinks();
}
