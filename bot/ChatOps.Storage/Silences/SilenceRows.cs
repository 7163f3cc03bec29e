using ChatOps.Core.Alerts;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Silences;

/// <summary>Silences, for the transaction that changes them or hears of them.</summary>
public sealed class SilenceRows
{
    internal const string Columns = "select id, matchers, starts_at, ends_at, created_by, comment, updated_at from silences";

    internal const string BegunSql = Columns + " where heard = 'pending' and starts_at <= ? order by starts_at limit ?";

    internal const string OverSql = Columns + " where heard <> 'expired' and ends_at <= ? order by ends_at limit ?";

    private readonly Connection _connection;

    internal SilenceRows(Connection connection) => _connection = connection;

    /// <summary>The silence of this id, or null.</summary>
    public Silence? Find(string id) => Find(_connection, id);

    /// <summary>Writes a silence; the incidents have heard of it as it stands now.</summary>
    public void Put(Silence silence, DateTimeOffset now)
    {
        using var put = _connection.Prepare("""
            insert into silences (id, heard, matchers, starts_at, ends_at, created_by, comment, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set heard = excluded.heard, matchers = excluded.matchers, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
              created_by = excluded.created_by, comment = excluded.comment, updated_at = excluded.updated_at
            """);
        put.Bind(silence.Id).Bind(silence.StateAt(now)).Bind(silence.Matchers.ToString()).Bind(silence.StartsAt).Bind(silence.EndsAt)
            .Bind(silence.CreatedBy).Bind(silence.Comment).Bind(silence.UpdatedAt).Run();
    }

    /// <summary>Silences that cover now, the one that ends last first.</summary>
    public IReadOnlyList<Silence> Active(DateTimeOffset now)
    {
        using var select = _connection.Prepare(Columns + " where heard <> 'expired' and ends_at > ?1 and starts_at <= ?1 order by ends_at desc, id");
        return select.Bind(now).All(Row);
    }

    /// <summary>Silences that have not ended and whose id begins so, at most two.</summary>
    public IReadOnlyList<Silence> StartingWith(string id, DateTimeOffset now)
    {
        using var select = _connection.Prepare(Columns + " where ends_at > ? and id >= ? and id < ? limit 2");
        return select.Bind(now).Bind(id).Bind(id + "\uffff").All(Row);
    }

    /// <summary>Silences that began and that nobody has heard of yet.</summary>
    public IReadOnlyList<Silence> Begun(DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(BegunSql);
        return select.Bind(now).Bind(limit).All(Row);
    }

    /// <summary>Silences that ended and that nobody has heard of yet.</summary>
    public IReadOnlyList<Silence> Over(DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(OverSql);
        return select.Bind(now).Bind(limit).All(Row);
    }

    /// <summary>Forgets silences that ended before then.</summary>
    /// <returns>How many.</returns>
    public int Forget(DateTimeOffset before)
    {
        using var delete = _connection.Prepare("delete from silences where heard = 'expired' and ends_at < ?");
        return delete.Bind(before).Run();
    }

    internal static Silence? Find(Connection connection, string id)
    {
        using var select = connection.Prepare(Columns + " where id = ?");
        return select.Bind(id).Step() ? Row(select) : null;
    }

    internal static Silence Row(Statement row) =>
        new(row.Text(0), Matchers.Parse(row.Text(1)), row.Instant(2), row.Instant(3), row.Text(4), row.Text(5), row.Instant(6));
}

/// <summary>Silences, for those who list them.</summary>
public sealed class SilenceReads
{
    private readonly Connection _connection;

    internal SilenceReads(Connection connection) => _connection = connection;

    /// <summary>The silence of this id, or null.</summary>
    public Silence? Find(string id) => SilenceRows.Find(_connection, id);

    /// <summary>All silences that are still kept, ended ones too, the one that ends last first.</summary>
    public IReadOnlyList<Silence> All()
    {
        using var select = _connection.Prepare(SilenceRows.Columns + " order by ends_at desc, id");
        return select.All(SilenceRows.Row);
    }
}
