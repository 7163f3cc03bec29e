using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Operations;

/// <summary>Deliveries that were answered, for reading.</summary>
public sealed class ReceivedReads
{
    private readonly Connection _connection;

    internal ReceivedReads(Connection connection) => _connection = connection;

    /// <summary>Whether a delivery was answered.</summary>
    public bool Has(string delivery)
    {
        using var select = _connection.Prepare("select 1 from received where delivery = ?");
        return select.Bind(delivery).Step();
    }
}
