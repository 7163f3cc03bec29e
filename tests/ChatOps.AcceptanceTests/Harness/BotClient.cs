using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>An incident as <c>GET /api/incidents/{id}</c> gives it: the part that the stories look at.</summary>
internal sealed record IncidentView(
    string Id,
    string Service,
    string Challenge,
    string Severity,
    string State,
    int Level,
    int HighestLevel,
    DateTimeOffset OpenedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? Deadline,
    string? DeadlineReason,
    string? Responder,
    string? Owner,
    string? ResolvedBy,
    RecoveryView Recovery,
    IReadOnlyList<AttemptView> Attempts,
    IReadOnlyList<AlertView> Alerts,
    long Version);

internal sealed record RecoveryView(string State, DateTimeOffset? Deadline, DateTimeOffset? NextAttemptAt, JsonElement? Approval = null);

internal sealed record AttemptView(
    int Number, string Runbook, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, IReadOnlyList<StepView> Steps);

internal sealed record StepView(string Name, string State, string Phase = "", string? Outcome = null, string Title = "", string Risk = "");

internal sealed record AlertView(string Name, string Status);

/// <summary>One line of an incident's timeline.</summary>
internal sealed record TimelineView(int Seq, DateTimeOffset At, string Kind, string? Text, JsonElement Details)
{
    /// <summary>The number of the mention that a message carried, or null.</summary>
    public int? Mention => Kind == "message-sent" && Details.TryGetProperty("mention", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;
}

internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An answer as it came, for tests of status, type and body.</summary>
internal sealed record Answer(HttpStatusCode Status, string? ContentType, string Body, HttpResponseMessage Message);

/// <summary>The bot's HTTP surface as a script uses it.</summary>
internal sealed class BotClient(Uri address) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<bool> IsReadyAsync()
    {
        using var answer = await http.GetAsync(new Uri("healthz/ready", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, string json) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var message = await http.SendAsync(request);
        return new Answer(message.StatusCode, message.Content.Headers.ContentType?.MediaType, await message.Content.ReadAsStringAsync(), message);
    }

    /// <summary>Posts one alert in our own format and expects it to be accepted.</summary>
    /// <returns>The incidents that the answer names.</returns>
    public async Task<IReadOnlyList<string>> AlertAsync(string name, string service, string status = "firing", string severity = "warning")
    {
        var answer = await PostAsync("webhooks/alert", JsonSerializer.Serialize(new { name, service, status, severity }));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted), answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return [.. document.RootElement.GetProperty("incidents").EnumerateArray().Select(id => id.GetString()!)];
    }

    /// <summary>What the command box would answer.</summary>
    public async Task<Answer> CommandAsync(string text, string person) =>
        await PostAsync("api/commands", JsonSerializer.Serialize(new { text, @as = person }));

    /// <summary>How many requests of a source have been taken, by <c>/metrics</c>.</summary>
    public async Task<int> TakenAsync(string source)
    {
        var metrics = (await GetAsync("metrics")).Body.Split('\n');
        var line = metrics.FirstOrDefault(line => line.StartsWith("chatops_source_requests_total", StringComparison.Ordinal) && line.Contains($"source=\"{source}\"", StringComparison.Ordinal) && line.Contains("taken", StringComparison.Ordinal));
        return line is null ? 0 : (int)double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public async Task<IncidentView> IncidentAsync(string id) =>
        (await http.GetFromJsonAsync<IncidentView>(new Uri($"api/incidents/{id}", UriKind.Relative), Json))!;

    public async Task<IReadOnlyList<IncidentView>> IncidentsAsync(string query = "state=all") =>
        (await http.GetFromJsonAsync<Page<IncidentView>>(new Uri($"api/incidents?limit=500&{query}", UriKind.Relative), Json))!.Items;

    /// <summary>One page of all incidents, newest first.</summary>
    /// <param name="after">The cursor of the page before, or null for the first page.</param>
    public async Task<Page<IncidentView>> IncidentPageAsync(string? after)
    {
        var cursor = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
        return (await http.GetFromJsonAsync<Page<IncidentView>>(new Uri($"api/incidents?limit=500{cursor}", UriKind.Relative), Json))!;
    }

    /// <summary>All incidents, page by page.</summary>
    public Task<IReadOnlyList<IncidentView>> AllIncidentsAsync() => AllPagesAsync<IncidentView>("api/incidents?limit=500&state=all");

    /// <summary>The whole timeline, oldest entry first.</summary>
    public Task<IReadOnlyList<TimelineView>> TimelineAsync(string id) => AllPagesAsync<TimelineView>($"api/incidents/{id}/timeline?limit=500");

    public Task<string> PostMortemAsync(string id) => http.GetStringAsync(new Uri($"api/incidents/{id}/postmortem", UriKind.Relative));

    /// <summary>Waits until an incident is as the condition says, and gives it.</summary>
    public Task<IncidentView> IncidentWhenAsync(string id, Func<IncidentView, bool> condition, TimeSpan bound, string what)
    {
        IncidentView? last = null;
        return Wait.For(
            async () =>
            {
                last = await IncidentAsync(id);
                return condition(last) ? last : null;
            },
            bound,
            $"{id} to be {what}",
            () => $"It was {last}");
    }

    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyList<T>> AllPagesAsync<T>(string path)
    {
        var items = new List<T>();
        for (string? after = ""; after is not null;)
        {
            var page = (await http.GetFromJsonAsync<Page<T>>(new Uri(after.Length == 0 ? path : $"{path}&after={Uri.EscapeDataString(after)}", UriKind.Relative), Json))!;
            items.AddRange(page.Items);
            after = page.Next;
        }

        return items;
    }
}
