namespace ChatOps.Servers.Slack.Out;

/// <summary>Calls and deliveries in the order in which they ended.</summary>
internal sealed class SlackRecord
{
    private readonly Lock gate = new();
    private readonly List<SlackCall> calls = [];
    private readonly List<SlackDelivery> deliveries = [];

    public IReadOnlyList<SlackCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    public IReadOnlyList<SlackDelivery> Deliveries
    {
        get
        {
            lock (gate)
            {
                return [.. deliveries];
            }
        }
    }

    public void Add(SlackCall call)
    {
        lock (gate)
        {
            calls.Add(call);
        }
    }

    public void Add(SlackDelivery delivery)
    {
        lock (gate)
        {
            deliveries.Add(delivery);
        }
    }
}
