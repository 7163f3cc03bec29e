using System.Text.RegularExpressions;

namespace ChatOps.Tests.Operations;

/// <summary>Makes sentences comparable.</summary>
internal static class Text
{
    /// <summary>The sentence with # in the place of figures that have one of these units.</summary>
    public static string Figures(string sentence, string units) => Regex.Replace(sentence, $@"\d+(?= ({units})\b)", "#");
}
