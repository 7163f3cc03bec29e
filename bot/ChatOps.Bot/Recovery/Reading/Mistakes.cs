using System.Globalization;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>The mistakes of one file, gathered so that all are told at once.</summary>
/// <param name="file">The file, as people call it.</param>
internal sealed class Mistakes(string file)
{
    private readonly List<Mistake> _all = [];

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<Mistake> All => [.. _all.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];

    public bool Any => _all.Count > 0;

    public void Add(YamlNode at, string sentence) => Add(at.Line, at.Column, sentence);

    public void Add(long line, long column, string sentence) => _all.Add(new(file, line, column, sentence));
}

/// <summary>One mistake.</summary>
/// <param name="File">The file, as people call it.</param>
/// <param name="Line">1 and up.</param>
/// <param name="Column">1 and up.</param>
/// <param name="Sentence">What stands there and what is allowed.</param>
internal sealed record Mistake(string File, long Line, long Column, string Sentence)
{
    /// <summary>One line, as compilers write it, so that editors and terminals make it a link.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Sentence}");
}
