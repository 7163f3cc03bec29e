using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>The test Slack with a clock that stands, two people and a channel, and an app that answers as the test says.</summary>
internal sealed class SlackRig : IAsyncDisposable
{
    private readonly HttpClient client = new();

    private SlackRig(SlackServer slack, FakeTimeProvider time, ScriptedApp app)
    {
        Slack = slack;
        Time = time;
        App = app;
        Ana = slack.AddUser("ana", "Ana Lopez", "ana@example.com");
        Kim = slack.AddUser("kim", "Kim Berg", "kim@example.com");
        Ops = slack.AddChannel("ops");
    }

    public SlackServer Slack { get; }

    public FakeTimeProvider Time { get; }

    public ScriptedApp App { get; }

    public SlackUser Ana { get; }

    public SlackUser Kim { get; }

    public SlackChannel Ops { get; }

    public static async Task<SlackRig> StartAsync(Func<SlackServerOptions, SlackServerOptions>? change = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var options = new SlackServerOptions { Time = time };
        var slack = await SlackServer.StartAsync(change?.Invoke(options) ?? options);
        var app = await ScriptedApp.StartAsync();
        slack.SendTo(app.Address);
        return new SlackRig(slack, time, app);
    }

    /// <summary>Calls a method as the app under test, by a form.</summary>
    public async Task<JsonObject> CallAsync(string method, params IEnumerable<(string Name, object? Value)> arguments)
    {
        using var response = await SendAsync(method, Slack.App.BotToken, arguments);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string? token, params IEnumerable<(string Name, object? Value)> arguments)
    {
        var form = arguments.Where(argument => argument.Value is not null)
            .Select(argument => KeyValuePair.Create(argument.Name, argument.Value is JsonObject or JsonArray ? ((JsonNode)argument.Value).ToJsonString() : argument.Value!.ToString()!));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiAddress, method)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }

    /// <summary>The word of an answer: <c>ok</c>, or the error.</summary>
    public async Task<string> WordAsync(string method, params IEnumerable<(string Name, object? Value)> arguments)
    {
        var answer = await CallAsync(method, arguments);
        return (bool)answer["ok"]! ? "ok" : (string)answer["error"]!;
    }

    public async Task<string> PostAsync(string text, string? threadTs = null) =>
        (string)(await CallAsync("chat.postMessage", ("channel", Ops.Id), ("text", text), ("thread_ts", threadTs)))["ts"]!;

    /// <summary>Posts JSON to an address such as a response URL.</summary>
    public async Task<(int Status, string Text)> PostJsonAsync(string address, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri(address), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        await App.DisposeAsync();
        client.Dispose();
    }
}
