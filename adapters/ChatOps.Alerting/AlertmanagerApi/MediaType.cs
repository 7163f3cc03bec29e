using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>The API takes <c>application/json</c> alone.</summary>
internal static class MediaType
{
    /// <summary>Whether the request may go on; otherwise it has been answered (415, or 400 for a header that is none).</summary>
    public static async Task<bool> RequireJsonAsync(HttpContext context)
    {
        var given = context.Request.ContentType;
        if (string.Equals(given, "application/json", StringComparison.OrdinalIgnoreCase)) return true;
        if (!MediaTypeHeaderValue.TryParse(given ?? "application/octet-stream", out var type))
        {
            await ApiAnswers.CodeAsync(context, StatusCodes.Status400BadRequest, StatusCodes.Status400BadRequest, $"parsing Content-Type header from \"{given}\" failed").ConfigureAwait(false);
            return false;
        }

        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return true;
        await ApiAnswers.CodeAsync(context, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType, $"unsupported media type \"{type.MediaType}\", only [application/json] are allowed").ConfigureAwait(false);
        return false;
    }
}
