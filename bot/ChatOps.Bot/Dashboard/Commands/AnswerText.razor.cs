using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>Takes an answer apart for drawing.</summary>
public sealed partial class AnswerText
{
    /// <summary>The answer.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    private enum Piece
    {
        Plain,
        Code,
        Incident,
    }

    private IEnumerable<(Piece Kind, string Text)> Pieces
    {
        get
        {
            var at = 0;
            foreach (Match found in Special().Matches(Text))
            {
                if (found.Index > at) yield return (Piece.Plain, Text[at..found.Index]);
                at = found.Index + found.Length;
                yield return found.Value[0] == '`' ? (Piece.Code, found.Value.Trim('`')) : (Piece.Incident, found.Value);
            }

            if (at < Text.Length) yield return (Piece.Plain, Text[at..]);
        }
    }

    [GeneratedRegex(@"`[^`\n]+`|\bINC-[1-9][0-9]{0,17}\b")]
    private static partial Regex Special();
}
