using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>How a path words its refusals: as the system that it imitates does.</summary>
internal abstract class AnswerStyle
{
    /// <summary>Our own: problems of RFC 9457.</summary>
    public static readonly AnswerStyle Problems = new ProblemStyle();

    /// <summary>A refusal with a status and a sentence.</summary>
    public abstract Task RefuseAsync(HttpContext context, int status, string sentence);

    /// <summary>400 for a body that cannot be read.</summary>
    public abstract Task RefuseAsync(HttpContext context, BadJsonException exception);

    private sealed class ProblemStyle : AnswerStyle
    {
        public override Task RefuseAsync(HttpContext context, int status, string sentence) => Problem.Of(status, sentence).ExecuteAsync(context);

        public override Task RefuseAsync(HttpContext context, BadJsonException exception) => Problem.Of(exception).ExecuteAsync(context);
    }
}
