using System.Text.RegularExpressions;

namespace ChatOps.Servers.GitHub;

/// <summary>Something that goes wrong with calls of the API.</summary>
/// <param name="Kind">What.</param>
public sealed record GitHubFault(GitHubFaultKind Kind)
{
    /// <summary>Only calls of this method; none: of all.</summary>
    public string? Method { get; init; }

    /// <summary>Only calls whose path fits this expression; none: all.</summary>
    public string? Path { get; init; }

    /// <summary>How often, at most.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Retry-After of a limit, the wait of <see cref="GitHubFaultKind.Slow"/>.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(1);

    internal bool Fits(string method, string path) => (Method ?? method) == method && (Path is null || Regex.IsMatch(path, Path));
}

public enum GitHubFaultKind
{
    /// <summary>403, remaining 0, with the time of the reset.</summary>
    PrimaryLimit,

    /// <summary>403 with Retry-After.</summary>
    SecondaryLimit,

    /// <summary>429 with Retry-After.</summary>
    SecondaryLimit429,

    /// <summary>403 that names the secondary limit and no time.</summary>
    SecondaryLimitWithoutTime,

    /// <summary>502 with a page of HTML, before anything happened.</summary>
    BadGateway,

    /// <summary>500 with JSON, before anything happened.</summary>
    ServerError,

    /// <summary>The connection ends before anything happened.</summary>
    CutBefore,

    /// <summary>The connection ends after it happened: the answer is lost.</summary>
    CutAfter,

    /// <summary>502 with a page of HTML although it happened.</summary>
    BadGatewayAfter,

    /// <summary>The answer comes late.</summary>
    Slow,
}

/// <summary>Something wrong with a delivery to the app.</summary>
public enum GitHubOutgoingFault
{
    /// <summary>Signed with another secret.</summary>
    BadSignature,

    /// <summary>No signature.</summary>
    NoSignature,

    /// <summary>Sent a second time with the same id although it was taken.</summary>
    Duplicate,

    /// <summary>Sent after the next one.</summary>
    AfterTheNext,

    /// <summary>Not sent at all; the list of deliveries shows it as failed.</summary>
    NeverSent,
}

/// <summary>The faults that a test has asked for.</summary>
public sealed class GitHubFaults
{
    private readonly Lock gate = new();
    private readonly List<(GitHubFault Fault, int Left)> faults = [];
    private readonly Queue<GitHubOutgoingFault> outgoing = [];

    public void Add(GitHubFault fault)
    {
        lock (gate)
        {
            faults.Add((fault, fault.Times));
        }
    }

    /// <summary>The next deliveries go wrong, one each.</summary>
    public void AddOutgoing(params IEnumerable<GitHubOutgoingFault> kinds)
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
        }
    }

    internal GitHubFault? Next(string method, string path)
    {
        lock (gate)
        {
            var index = faults.FindIndex(one => one.Fault.Fits(method, path));
            if (index < 0)
            {
                return null;
            }

            var (fault, left) = faults[index];
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
    }

    internal GitHubOutgoingFault? NextOutgoing()
    {
        lock (gate)
        {
            return outgoing.TryDequeue(out var kind) ? kind : null;
        }
    }
}
