using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Operations;

/// <summary>Inputs that could not be served, for the operator.</summary>
public sealed class ParkedReads
{
    private readonly Connection _connection;

    internal ParkedReads(Connection connection) => _connection = connection;

    /// <summary>How many were ever put aside.</summary>
    public int Count()
    {
        using var select = _connection.Prepare("select count(*) from parked");
        return select.Step() ? select.Int32(0) : 0;
    }

    /// <summary>The newest of them.</summary>
    public IReadOnlyList<ParkedRecord> Newest(int limit)
    {
        using var select = _connection.Prepare("select number, at, kind, body, reason from parked order by number desc limit ?");
        return select.Bind(limit).All(row => new ParkedRecord(row.Int64(0), row.Instant(1), row.Text(2), row.Text(3), row.Text(4)));
    }
}

/// <summary>An input that was put aside.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it came.</param>
/// <param name="Kind">Which sort of input.</param>
/// <param name="Json">The input.</param>
/// <param name="Reason">The failure, with where it happened.</param>
public sealed record ParkedRecord(long Number, DateTimeOffset At, string Kind, string Json, string Reason);
