using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ChatOps.Slack;

/// <summary>Reads what Slack answered: JSON with <c>ok</c>, or (addresses for answers and uploads) a plain word.</summary>
internal static class SlackBody
{
    /// <summary>An object without anything in it.</summary>
    public static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>What is waited for when Slack does not say how long.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    /// <summary>Retry-After of a day or more would be a mistake.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The answer in this response.</summary>
    public static SlackAnswer Read(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return new SlackAnswer.Slower(Wait(response));
        if (status >= 500) return new SlackAnswer.Lost(string.Create(CultureInfo.InvariantCulture, $"Slack answered {status}"));
        if (Parse(body) is { } json) return Read(response, json);
        if (status is >= 200 and < 300)
        {
            // "ok" for an answer, "OK - 812" for an upload.
            var word = Encoding.UTF8.GetString(body.Span).Trim();
            return word.Length == 0 || word.StartsWith("ok", StringComparison.OrdinalIgnoreCase) ? new SlackAnswer.Good(Empty) : new SlackAnswer.Lost("Slack answered what cannot be read");
        }

        return new SlackAnswer.Failed(string.Create(CultureInfo.InvariantCulture, $"http_{status}"), Empty);
    }

    private static SlackAnswer Read(HttpResponseMessage response, JsonElement json)
    {
        if (json.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True && response.IsSuccessStatusCode) return new SlackAnswer.Good(json) { Scopes = Scopes(response) };
        var error = json.TryGetProperty("error", out var word) && word.ValueKind == JsonValueKind.String
            ? OutsideText.Line(word.GetString(), 100)
            : string.Create(CultureInfo.InvariantCulture, $"http_{(int)response.StatusCode}");
        return error is "ratelimited" ? new SlackAnswer.Slower(Wait(response)) : new SlackAnswer.Failed(error, json);
    }

    private static FrozenSet<string> Scopes(HttpResponseMessage response) => response.Headers.TryGetValues("x-oauth-scopes", out var values)
        ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal)
        : FrozenSet<string>.Empty;

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan Wait(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? UsualWait;
        return wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : wait < LongestWait ? wait : LongestWait;
    }
}
