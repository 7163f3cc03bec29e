using Microsoft.AspNetCore.Http;

namespace ChatOps.Http;

/// <summary>Answers that say what is wrong as a problem of RFC 9457 (<c>application/problem+json</c>).</summary>
public static class Problem
{
    /// <summary>A problem with a status and a sentence for people.</summary>
    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status);

    /// <summary>400 for a body that cannot be read; tells the place beside the sentence.</summary>
    public static IResult Of(BadJsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var (path, line, at) = exception.Place;
        return Results.Problem(exception.Sentence, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?> { ["path"] = path, ["line"] = line, ["byte"] = at });
    }

    /// <summary>503 with <c>Retry-After</c>: the sender should come again.</summary>
    public static IResult ComeAgain(HttpResponse response, string detail, TimeSpan after)
    {
        SetRetryAfter(response, after);
        return Of(StatusCodes.Status503ServiceUnavailable, detail);
    }

    /// <summary>Says when to come again, in whole seconds, one at least.</summary>
    public static void SetRetryAfter(HttpResponse response, TimeSpan after)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
