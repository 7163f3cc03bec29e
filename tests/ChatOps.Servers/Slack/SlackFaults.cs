namespace ChatOps.Servers.Slack;

/// <summary>The faults that a test has asked for.</summary>
public sealed class SlackFaults
{
    private readonly Lock gate = new();
    private readonly List<(SlackFault Fault, int Left)> faults = [];
    private readonly Queue<SlackOutgoingFault> outgoing = [];
    private readonly Random chance;
    private readonly TimeProvider time;
    private DateTimeOffset outageEnds;

    internal SlackFaults(SlackServerOptions options)
    {
        chance = new Random(options.Seed);
        time = options.Time;
    }

    internal event Action? OutageBegan;

    /// <summary>Every call fails, no socket is open, and nothing is delivered.</summary>
    public bool IsOutage
    {
        get
        {
            lock (gate)
            {
                return outageEnds > time.GetUtcNow();
            }
        }
    }

    public void Add(SlackFault fault)
    {
        lock (gate)
        {
            faults.Add((fault, fault.Times));
        }
    }

    /// <summary>The next deliveries over HTTP go wrong, one each.</summary>
    public void AddOutgoing(params IEnumerable<SlackOutgoingFault> kinds)
    {
        lock (gate)
        {
            foreach (var kind in kinds)
            {
                outgoing.Enqueue(kind);
            }
        }
    }

    /// <summary>From now on nothing goes wrong by intention.</summary>
    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
            outgoing.Clear();
            outageEnds = default;
        }
    }

    /// <summary>Slack is away for a while: sockets close, calls get 503.</summary>
    public void BeginOutage(TimeSpan duration)
    {
        lock (gate)
        {
            outageEnds = time.GetUtcNow() + duration;
        }

        OutageBegan?.Invoke();
    }

    public void EndOutage()
    {
        lock (gate)
        {
            outageEnds = default;
        }
    }

    internal SlackFault? Next(string method, string? channel)
    {
        lock (gate)
        {
            for (var index = 0; index < faults.Count; index++)
            {
                var (fault, left) = faults[index];
                if ((fault.Method ?? method) != method || (fault.Channel ?? channel) != channel || chance.NextDouble() >= fault.Probability)
                {
                    continue;
                }

                if (left == 1)
                {
                    faults.RemoveAt(index);
                }
                else
                {
                    faults[index] = (fault, left - 1);
                }

                return fault;
            }

            return null;
        }
    }

    internal SlackOutgoingFault? NextOutgoing()
    {
        lock (gate)
        {
            return outgoing.TryDequeue(out var kind) ? kind : null;
        }
    }
}
