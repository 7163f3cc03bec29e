using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Alerting.Receiving;

/// <summary>Our own paths take JSON alone: a page in somebody's browser can send other types across origins without being asked.</summary>
internal static class JsonOnly
{
    /// <summary>Whether the request may go on; otherwise it has been answered with 415.</summary>
    public static async Task<bool> RequireAsync(HttpContext context, AnswerStyle? style = null)
    {
        var given = context.Request.ContentType;
        if (MediaTypeHeaderValue.TryParse(given, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var sentence = given is null ? "The header Content-Type is missing; application/json is expected." : $"The body is announced as {AlertLimits.Shown(given)}; application/json is expected.";
        await (style ?? AnswerStyle.Problems).RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, sentence).ConfigureAwait(false);
        return false;
    }
}
