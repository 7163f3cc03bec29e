using System.Text.Json;

namespace ChatOps.Bot.Demo;

/// <summary>Follows one service's incident by the JSON API, as anybody's script could, and tells each new line of its timeline.</summary>
internal sealed class IncidentWatch(HttpClient bot, string service, Action<string> tell, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private string? _after;

    /// <summary>The incident's id, once there is one.</summary>
    public string? Id { get; private set; }

    /// <summary>Waits until the incident is so, telling what happens meanwhile.</summary>
    /// <returns>False when the time was over before.</returns>
    public async Task<bool> UntilAsync(Func<JsonElement, bool> holds, TimeSpan most, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            if (await LookAsync(cancellationToken).ConfigureAwait(false) is { } incident && holds(incident)) return true;
            if (time.GetElapsedTime(since) >= most) return false;
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a command, and returns what chat would show.</summary>
    public async Task<string> SayAsync(string text, string person, CancellationToken cancellationToken)
    {
        using var answer = await bot.PostAsJsonAsync(new Uri("/api/commands", UriKind.Relative), new { text, @as = person }, cancellationToken).ConfigureAwait(false);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken).ConfigureAwait(false);
        return body.GetProperty("text").GetString() ?? "";
    }

    /// <summary>The post-mortem, once it is written; null when it is not in time.</summary>
    public async Task<string?> PostMortemAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < most)
        {
            using var answer = await bot.GetAsync(new Uri($"/api/incidents/{Id}/postmortem", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<JsonElement?> LookAsync(CancellationToken cancellationToken)
    {
        var list = await bot.GetFromJsonAsync<JsonElement>(new Uri($"/api/incidents?limit=1&service={service}", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        if (list.GetProperty("items").EnumerateArray().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } incident) return null;
        Id = incident.GetProperty("id").GetString();
        await TellNewsAsync(cancellationToken).ConfigureAwait(false);
        return incident;
    }

    private async Task TellNewsAsync(CancellationToken cancellationToken)
    {
        var page = await bot.GetFromJsonAsync<JsonElement>(new Uri($"/api/incidents/{Id}/timeline?limit=500{(_after is null ? "" : "&after=" + _after)}", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        foreach (var entry in page.GetProperty("items").EnumerateArray())
        {
            _after = entry.GetProperty("seq").GetRawText();
            // Messages repeat what the entries before them tell, in more words; they are on the page.
            if (entry.GetProperty("kind").GetString() is "message-sent" or "mention-arrived") continue;
            tell(entry.GetProperty("text").GetString() ?? "");
        }
    }
}
