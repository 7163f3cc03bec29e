using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Operations;

/// <summary>Inputs that could not be served.</summary>
public sealed class ParkedRows
{
    private readonly Connection _connection;

    internal ParkedRows(Connection connection) => _connection = connection;

    /// <summary>Keeps an input for an operator.</summary>
    /// <returns>Its number.</returns>
    public long Add(ParkedInput input, Exception reason)
    {
        using var insert = _connection.Prepare("insert into parked (at, kind, body, reason) values (?, ?, ?, ?) returning number");
        insert.Bind(input.At).Bind(input.Kind).Bind(input.Json).Bind(reason.ToString()).Step();
        return insert.Int64(0);
    }
}
