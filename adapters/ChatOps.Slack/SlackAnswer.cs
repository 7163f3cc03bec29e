using System.Collections.Frozen;
using System.Text.Json;

namespace ChatOps.Slack;

/// <summary>How a call of Slack ended: a closed set.</summary>
internal abstract record SlackAnswer
{
    private SlackAnswer()
    {
    }

    /// <summary>Slack did it.</summary>
    /// <param name="Body">The whole answer, <c>ok</c> among it.</param>
    public sealed record Good(JsonElement Body) : SlackAnswer
    {
        /// <summary>What the token may do, as Slack's header says; empty where it does not.</summary>
        public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;
    }

    /// <summary>Slack answered and did not do it.</summary>
    /// <param name="Error">Its word (<c>channel_not_found</c>); <c>http_404</c> and the like where it gave none.</param>
    /// <param name="Body">The whole answer, which may say more (<c>needed</c>, <c>response_metadata</c>); an empty object where there is none.</param>
    public sealed record Failed(string Error, JsonElement Body) : SlackAnswer;

    /// <summary>Too many calls: nothing was done, and nothing is to be asked of this method (for posts: of it in this channel) before then.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    public sealed record Slower(TimeSpan RetryAfter) : SlackAnswer;

    /// <summary>Slack was not reached: surely nothing was done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Away(string Detail) : SlackAnswer;

    /// <summary>The call left and no answer came that can be read: it may have been done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Lost(string Detail) : SlackAnswer;
}
