using System.Runtime.InteropServices;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Alerts;

/// <summary>
/// Which row each known label set has, in memory beside the one writer: some 40 bytes each. Identities are as good as random, so an index of them on disk
/// would be a page more to write for each new alert. Follows the writer's transaction: what is undone there is undone here.
/// </summary>
internal sealed class AlertIdentities
{
    private readonly Dictionary<UInt128, long> _rows;
    private readonly List<(UInt128 Hash, long? Before)> _uncommitted = [];

    private AlertIdentities(Dictionary<UInt128, long> rows) => _rows = rows;

    /// <summary>Reads them all.</summary>
    public static AlertIdentities Load(Connection connection)
    {
        var rows = new Dictionary<UInt128, long>();
        using var select = connection.PrepareOnce("select id, hash from alerts indexed by alerts_identity");
        while (select.Step()) rows[Number(select.Utf8(1))] = select.Int64(0);
        return new AlertIdentities(rows);
    }

    /// <summary>The row of this identity, or null.</summary>
    public long? RowOf(ReadOnlySpan<byte> hash) => _rows.TryGetValue(Number(hash), out var row) ? row : null;

    /// <summary>A row was made.</summary>
    public void Add(ReadOnlySpan<byte> hash, long row)
    {
        var number = Number(hash);
        _uncommitted.Add((number, _rows.TryGetValue(number, out var before) ? before : null));
        _rows[number] = row;
    }

    /// <summary>A row was deleted.</summary>
    public void Remove(ReadOnlySpan<byte> hash)
    {
        var number = Number(hash);
        if (_rows.Remove(number, out var before)) _uncommitted.Add((number, before));
    }

    /// <summary>The transaction was committed.</summary>
    public void Keep() => _uncommitted.Clear();

    /// <summary>Nothing of the transaction was kept.</summary>
    public void Undo()
    {
        for (var i = _uncommitted.Count - 1; i >= 0; i--)
        {
            var (hash, before) = _uncommitted[i];
            if (before is { } row) _rows[hash] = row;
            else _rows.Remove(hash);
        }

        _uncommitted.Clear();
    }

    private static UInt128 Number(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<UInt128>(hash);
}
