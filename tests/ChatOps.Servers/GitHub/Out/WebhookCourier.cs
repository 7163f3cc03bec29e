using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Out;

/// <summary>Sends events to the app's hook, signed, each once: GitHub tries nothing again by itself.</summary>
internal sealed class WebhookCourier : IAsyncDisposable
{
    private readonly GitHubSystem github;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<Parcel> parcels = Channel.CreateUnbounded<Parcel>();
    private readonly CancellationTokenSource end = new();
    private readonly List<GitHubDelivery> log = [];
    private readonly Task work;
    private int waiting;

    public WebhookCourier(GitHubSystem github)
    {
        this.github = github;
        work = WorkAsync();
    }

    /// <summary>Where the app takes deliveries; none: they are not sent.</summary>
    public Uri? Target { get; set; }

    public IReadOnlyList<GitHubDelivery> Log
    {
        get
        {
            lock (log)
            {
                return [.. log];
            }
        }
    }

    /// <summary>An event happened.</summary>
    public void Tell(string name, JsonObject payload)
    {
        if (Target is not null && (github.Options.Events.Contains(name) || name is "ping"))
        {
            Queue(new Parcel(NewIdentity(), name, (string?)payload["action"], payload.ToJsonString(), false));
        }
    }

    /// <summary>Sends a payload as it is.</summary>
    public async Task<GitHubDelivery> SendAsync(string name, string payload, string? identity = null)
    {
        var parcel = new Parcel(identity ?? NewIdentity(), name, (string?)(JsonNode.Parse(payload) as JsonObject)?["action"], payload, false);
        return await DeliverAsync(parcel, null);
    }

    /// <summary>Sends a delivery again, with the same id.</summary>
    public void Redeliver(GitHubDelivery delivery) => Queue(new Parcel(delivery.Identity, delivery.Event, delivery.Action, delivery.Payload, true));

    /// <summary>Ends when nothing is on its way.</summary>
    public async Task IdleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Volatile.Read(ref waiting) > 0)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        end.Dispose();
    }

    private static string NewIdentity() => new System.Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    private void Queue(Parcel parcel)
    {
        Interlocked.Increment(ref waiting);
        parcels.Writer.TryWrite(parcel);
    }

    private async Task WorkAsync()
    {
        Parcel? after = null;
        await foreach (var parcel in parcels.Reader.ReadAllAsync(end.Token))
        {
            var fault = github.Faults.NextOutgoing();
            if (fault == GitHubOutgoingFault.AfterTheNext && after is null)
            {
                after = parcel;
                continue;
            }

            await DeliverAsync(parcel, fault);
            if (fault == GitHubOutgoingFault.Duplicate)
            {
                await DeliverAsync(parcel, null);
            }

            Interlocked.Decrement(ref waiting);
            if (after is not null)
            {
                await DeliverAsync(after, null);
                after = null;
                Interlocked.Decrement(ref waiting);
            }
        }
    }

    private async Task<GitHubDelivery> DeliverAsync(Parcel parcel, GitHubOutgoingFault? fault)
    {
        var started = github.Time.GetTimestamp();
        var at = github.Now;
        var (status, answer, failure) = fault == GitHubOutgoingFault.NeverSent ? (null, "", "failed to connect to host") : await TryAsync(parcel, fault);
        long id;
        lock (github.Gate)
        {
            id = github.NextId();
        }

        var delivery = new GitHubDelivery(id, parcel.Identity, parcel.Event, parcel.Action, parcel.Payload, status, answer, failure, github.Time.GetElapsedTime(started), parcel.IsAgain, at);
        lock (log)
        {
            log.Add(delivery);
        }

        return delivery;
    }

    private async Task<(int? Status, string Answer, string? Failure)> TryAsync(Parcel parcel, GitHubOutgoingFault? fault)
    {
        using var deadline = new CancellationTokenSource(github.Options.AnswerDeadline, github.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, end.Token);
        try
        {
            using var request = Request(parcel, fault);
            using var response = await client.SendAsync(request, limit.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), null);
        }
        catch (OperationCanceledException)
        {
            return (null, "", "timed out");
        }
        catch (HttpRequestException)
        {
            return (null, "", "failed to connect to host");
        }
    }

    private HttpRequestMessage Request(Parcel parcel, GitHubOutgoingFault? fault)
    {
        var body = Encoding.UTF8.GetBytes(parcel.Payload);
        var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/044aadd");
        request.Headers.Add("X-GitHub-Event", parcel.Event);
        request.Headers.Add("X-GitHub-Delivery", parcel.Identity);
        request.Headers.Add("X-GitHub-Hook-ID", "292430182");
        request.Headers.Add("X-GitHub-Hook-Installation-Target-ID", github.App.Id.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-GitHub-Hook-Installation-Target-Type", "integration");
        if (fault != GitHubOutgoingFault.NoSignature)
        {
            request.Headers.Add("X-Hub-Signature-256", Signature.Of(fault == GitHubOutgoingFault.BadSignature ? "not the secret" : github.App.WebhookSecret, body));
        }

        return request;
    }

    private sealed record Parcel(string Identity, string Event, string? Action, string Payload, bool IsAgain);
}
