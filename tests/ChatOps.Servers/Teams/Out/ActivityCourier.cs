using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Teams.Keys;

namespace ChatOps.Servers.Teams.Out;

/// <summary>Brings activities to the bot, as Teams does: with a token, and once more when a message was not answered in time.</summary>
internal sealed class ActivityCourier(TokenMint mint, TeamsServerOptions options) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The bot's address; null: there is none.</summary>
    public Uri? Bot { get; set; }

    /// <summary>What is wrong with the next tokens, in order.</summary>
    public Queue<TeamsTokenFlaw> Flaws { get; } = [];

    public async Task<TeamsDelivery> SendAsync(JsonObject activity, CancellationToken cancellation)
    {
        if (Bot is not { } address) return new TeamsDelivery(0, null, TimeSpan.Zero, 0);
        var flaw = TeamsTokenFlaw.None;
        lock (Flaws)
        {
            if (Flaws.TryDequeue(out var next)) flaw = next;
        }

        if (flaw == TeamsTokenFlaw.OtherTenant)
        {
            activity = (JsonObject)activity.DeepClone();
            activity["channelData"]!["tenant"]!["id"] = "99999999-0000-4000-8000-000000000000";
            activity["conversation"]!["tenantId"] = "99999999-0000-4000-8000-000000000000";
        }

        var first = await TryAsync(address, activity, flaw, cancellation);
        if (first.Status != 0 || (string?)activity["type"] != "message") return first;
        var second = await TryAsync(address, activity, TeamsTokenFlaw.None, cancellation);
        return second with { Copies = 2 };
    }

    public void Dispose() => client.Dispose();

    private async Task<TeamsDelivery> TryAsync(Uri address, JsonObject activity, TeamsTokenFlaw flaw, CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.AnswerDeadline, options.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "api/messages"));
        request.Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Add("x-ms-conversation-id", (string?)activity["conversation"]?["id"]);
        request.Headers.Add("x-ms-tenant-id", options.TenantId);
        if (mint.Header((string)activity["serviceUrl"]!, flaw) is { } header) request.Headers.Authorization = AuthenticationHeaderValue.Parse(header);
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            return new TeamsDelivery((int)response.StatusCode, Read(text), options.Time.GetElapsedTime(started), 1);
        }
        catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException)
        {
            return new TeamsDelivery(0, null, options.Time.GetElapsedTime(started), 1);
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
