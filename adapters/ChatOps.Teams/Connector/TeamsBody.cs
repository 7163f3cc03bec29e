using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ChatOps.Teams.Connector;

/// <summary>Reads what the connector answered: JSON in one of two forms of error, or a page of something in between.</summary>
internal static class TeamsBody
{
    /// <summary>An object without anything in it.</summary>
    public static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Retry-After of a day or more would be a mistake.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The answer in this response.</summary>
    public static TeamsAnswer Read(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var status = (int)response.StatusCode;
        var json = JsonReading.ObjectOf(body) ?? Empty;
        if (response.IsSuccessStatusCode) return new TeamsAnswer.Good(json);
        var (code, detail) = Error(json, status);
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new TeamsAnswer.Slower(Wait(response)),
            HttpStatusCode.ServiceUnavailable => new TeamsAnswer.Away($"Teams answers 503 {code}"),
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new TeamsAnswer.Lost(string.Create(CultureInfo.InvariantCulture, $"Teams answers {status} {code}")),
            _ => new TeamsAnswer.Failed(status, code, detail),
        };
    }

    private static (string Code, string Detail) Error(JsonElement json, int status)
    {
        if (json.Inner("error") is { } error) return (OutsideText.Line(error.Text("code") ?? Status(status), 100), OutsideText.Line(error.Text("message")));
        // {"errorCode":209,"message":"{ …JSON with subCode… }"}
        var message = json.Text("message");
        if (message is not null && JsonReading.ObjectOf(System.Text.Encoding.UTF8.GetBytes(message)) is { } nested)
        {
            return (OutsideText.Line(nested.Text("subCode") ?? nested.Text("code") ?? Status(status), 100), OutsideText.Line(nested.Text("details") ?? nested.Text("message")));
        }

        return (Status(status), OutsideText.Line(message));
    }

    private static string Status(int status) => string.Create(CultureInfo.InvariantCulture, $"status {status}");

    private static TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta switch
    {
        null => null,
        var wait when wait <= TimeSpan.Zero => TimeSpan.FromSeconds(1),
        var wait => wait < LongestWait ? wait : LongestWait,
    };
}
