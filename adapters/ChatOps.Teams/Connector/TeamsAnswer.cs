using System.Text.Json;

namespace ChatOps.Teams.Connector;

/// <summary>How a call of the connector ended: a closed set.</summary>
internal abstract record TeamsAnswer
{
    private TeamsAnswer()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Body">The answer; an empty object where there is none.</param>
    public sealed record Good(JsonElement Body) : TeamsAnswer;

    /// <summary>The connector answered and did not do it.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Code">Its word (<c>BotNotInConversationRoster</c>); the status in words where it gave none.</param>
    /// <param name="Detail">What it says more.</param>
    public sealed record Failed(int Status, string Code, string Detail) : TeamsAnswer
    {
        /// <summary>Both, for people.</summary>
        public string Words => OutsideText.Line(Detail.Length == 0 ? Code : $"{Code}: {Detail}");
    }

    /// <summary>Too much: nothing was done, and nothing is to be sent into this conversation before then.</summary>
    /// <param name="RetryAfter">How long to wait; null where the connector does not say.</param>
    public sealed record Slower(TimeSpan? RetryAfter) : TeamsAnswer;

    /// <summary>The connector was not reached, or says that it serves nothing: surely nothing was done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Away(string Detail) : TeamsAnswer;

    /// <summary>There is no token for us: nothing was done.</summary>
    /// <param name="Detail">Why not, in words.</param>
    public sealed record NoToken(string Detail) : TeamsAnswer;

    /// <summary>The call left and no answer came that tells: it may have been done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Lost(string Detail) : TeamsAnswer;

    /// <summary>The answer in words.</summary>
    public static string Said(TeamsAnswer answer) => answer switch
    {
        Failed failed => failed.Words,
        Away away => away.Detail,
        NoToken none => none.Detail,
        Lost lost => lost.Detail,
        Slower => "too many calls",
        _ => "done",
    };
}
