using Microsoft.AspNetCore.Components.Endpoints;

namespace ChatOps.Bot.Dashboard.Guard;

/// <summary>
/// What a page of ours may load and do: its own origin's files and circuit, nothing else. Text of strangers that would ever get through as
/// markup could still run no script, load no picture and send no form elsewhere.
/// </summary>
internal static class ContentPolicy
{
    // Style attributes alone are allowed: components set sizes and positions by them, and they can load nothing here.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'";

    /// <summary>Puts the policy on every page.</summary>
    public static void UseContentPolicy(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RootComponentMetadata>() is not null) PutOn(context.Response);
        return next(context);
    });

    /// <summary>Puts the policy on one answer.</summary>
    public static void PutOn(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        // Forms of ours still name their origin; links to elsewhere tell nothing.
        response.Headers["Referrer-Policy"] = "same-origin";
    }
}
