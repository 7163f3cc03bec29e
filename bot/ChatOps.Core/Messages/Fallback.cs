using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>A mention that its own route did not take, on the fallback route (rule 2.12).</summary>
internal static class Fallback
{
    /// <summary>Says what could not be reached, then what would have gone there.</summary>
    public static ChatMessage Write(ChatMessage original, MentionFellBack entry) => original with
    {
        Summary = OutsideText.Line("not delivered elsewhere · " + original.Summary),
        Blocks = [new Block.Paragraph(Line.Of($"{"I could not deliver this where it belongs":strong} ({entry.Because}). This would have gone there:")), .. original.Blocks],
    };
}
