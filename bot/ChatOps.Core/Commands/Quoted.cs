namespace ChatOps.Core.Commands;

/// <summary>What somebody typed, fit to be said back.</summary>
internal static class Quoted
{
    private const int MostRemark = 2000;

    /// <summary>One word of it, short; it cannot end the code span that it stands in.</summary>
    public static string Word(string word) => OutsideText.Line(word, 60).Replace('`', '\'');

    /// <summary>A remark as it is kept: clean, bounded, the cut marked; null when nothing is left of it.</summary>
    public static string? Remark(string? text) => OutsideText.Lines(text, MostRemark) is { Length: > 0 } remark ? remark : null;

    /// <summary>A sentence about what was typed, which may hold some of it; ends with a full stop.</summary>
    public static string Sentence(string text) => OutsideText.Line(text, 300).Replace('`', '\'').TrimEnd('.') + ".";
}
