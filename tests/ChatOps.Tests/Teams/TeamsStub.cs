using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Core.Delivery;
using ChatOps.Teams;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Conversations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static ChatOps.Tests.Teams.TeamsSample;

namespace ChatOps.Tests.Teams;

/// <summary>A connector that answers as it was told, and keeps what it was asked; the token endpoint gives a new token each time.</summary>
internal sealed class TeamsStub : HttpMessageHandler, IHttpClientFactory, IPlatformNotes
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];
    private readonly Dictionary<string, string> _notes = [];
    private int _tokens;

    public TeamsStub(TeamsOptions? options = null)
    {
        var used = options ?? TeamsSample.Options;
        Client = new TeamsClient(this, new TeamsCredential(this, used), new TeamsHosts(used), new TeamsPace(Time), Time);
        Book = new ConversationBook(this, used);
        Adapter = new TeamsAdapter(Client, Book, Drawing, used, NullLogger<TeamsAdapter>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Messages.Sample.At("04:00"));

    public TeamsClient Client { get; }

    public ConversationBook Book { get; }

    public TeamsAdapter Adapter { get; }

    public List<StubCall> Calls { get; } = [];

    public int TokenRequests => TokenForms.Count;

    /// <summary>What the token endpoint was sent.</summary>
    public List<string> TokenForms { get; } = [];

    public TeamsStub Then(int status, string body = "{}", int? retryAfter = null)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (retryAfter is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return response;
        });
        return this;
    }

    public TeamsStub Then(Exception failure)
    {
        _answers.Enqueue(() => throw failure);
        return this;
    }

    public Task<DeliveryResult> PostAsync(Outgoing post) => RunAsync(Adapter.PostAsync(post, default));

    public Task<DeliveryResult> ShowAsync(Outgoing head) => RunAsync(Adapter.ShowAsync(head, default));

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken) => Task.FromResult(_notes.GetValueOrDefault(key));

    public Task KeepAsync(string platform, string key, string value, CancellationToken cancellationToken)
    {
        _notes[key] = value;
        return Task.CompletedTask;
    }

    /// <summary>Lets the time pass that the pauses between two tries take.</summary>
    private async Task<DeliveryResult> RunAsync(Task<DeliveryResult> task)
    {
        while (!task.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Time.Advance(TimeSpan.FromSeconds(1));
        return await task;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            TokenForms.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{ "token_type": "Bearer", "expires_in": 3600, "access_token": "token-{{++_tokens}}" }""", Encoding.UTF8, "application/json") };
        }

        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken)) as JsonObject;
        Calls.Add(new StubCall(request.Method.Method, request.RequestUri, body, request.Headers.Authorization?.Parameter));
        if (_answers.TryDequeue(out var answer)) return answer();
        return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("""{ "id": "1772334720000" }""", Encoding.UTF8, "application/json") };
    }
}

internal sealed record StubCall(string Method, Uri Address, JsonObject? Body, string? Token)
{
    public string Path => Uri.UnescapeDataString(Address.AbsolutePath);
}
