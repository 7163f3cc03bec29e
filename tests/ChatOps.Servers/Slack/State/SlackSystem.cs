using ChatOps.Servers.Slack.Limits;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.Sockets;

namespace ChatOps.Servers.Slack.State;

/// <summary>Everything that one test Slack is made of. Whoever reads or changes the workspace or the views holds <see cref="Gate"/>.</summary>
internal sealed class SlackSystem : IAsyncDisposable
{
    public SlackSystem(SlackServerOptions options)
    {
        Options = options;
        Workspace = new Workspace(this);
        Triggers = new TriggerIds(options);
        ResponseUrls = new ResponseUrls(this);
        Views = new ViewShelf(this);
        Rates = new RateModel(options);
        Faults = new SlackFaults(options);
        Log = new SlackRecord();
        Sockets = new SocketHub(this);
        Couriers = new Couriers(this);
        Events = new EventFeed(this);
    }

    public SlackServerOptions Options { get; }

    public TimeProvider Time => Options.Time;

    /// <summary>Base address, known once the server listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    public Lock Gate { get; } = new();

    public SlackIds Ids { get; } = new();

    public Workspace Workspace { get; }

    public TriggerIds Triggers { get; }

    public ResponseUrls ResponseUrls { get; }

    public ViewShelf Views { get; }

    public RateModel Rates { get; }

    public SlackFaults Faults { get; }

    public SlackRecord Log { get; }

    public SocketHub Sockets { get; }

    public Couriers Couriers { get; }

    public EventFeed Events { get; }

    public async ValueTask DisposeAsync()
    {
        await Couriers.DisposeAsync();
        Sockets.Dispose();
    }
}
