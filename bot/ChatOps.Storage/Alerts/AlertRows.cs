using System.Security.Cryptography;
using System.Text;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;
using ChatOps.Storage.Json;

namespace ChatOps.Storage.Alerts;

/// <summary>The known label sets, for the transaction that compares incoming alerts with them.</summary>
public sealed class AlertRows
{
    internal const string FindSql = "select id, status, role, incident, starts_at, ends_at, ended_by, expires_at, lasts, source from alerts where id = ?";

    internal const string ExpiredSql = AlertReads.FullColumns + " where expires_at is not null and expires_at <= ? order by expires_at limit ?";

    internal const string SilencedSql = AlertReads.FullColumns + " where role = 'silenced' and status = 'firing' and id > ? order by id limit ?";

    private readonly Connection _connection;

    internal AlertRows(Connection connection) => _connection = connection;

    /// <summary>The identity of an alert: the first 16 bytes of the SHA-256 of its labels' names and values, or of its sender's key and its source.</summary>
    public static byte[] HashOf(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        // No label has an empty name, so a key is never taken for labels.
        return alert.Key is { } key ? HashOf([new("", key), new("source", alert.Source)]) : HashOf(alert.Labels);
    }

    private static byte[] HashOf(IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        var length = 0;
        foreach (var (name, value) in pairs) length += Encoding.UTF8.GetMaxByteCount(name.Length) + Encoding.UTF8.GetMaxByteCount(value.Length) + 2;
        var text = length <= 2048 ? stackalloc byte[length] : new byte[length];
        var end = 0;
        foreach (var (name, value) in pairs)
        {
            end += Encoding.UTF8.GetBytes(name, text[end..]);
            text[end++] = 0xFF;
            end += Encoding.UTF8.GetBytes(value, text[end..]);
            text[end++] = 0xFF;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..end], hash);
        return hash[..16].ToArray();
    }

    /// <summary>What is known of a label set, or null.</summary>
    public AlertRow? Find(byte[] hash)
    {
        if (_connection.Identities.RowOf(hash) is not { } id) return null;
        using var select = _connection.Prepare(FindSql);
        return select.Bind(id).Step() ? Row(select, 0) : null;
    }

    /// <summary>All that is known of a label set, or null.</summary>
    public FullAlertRow? FindFull(byte[] hash)
    {
        if (_connection.Identities.RowOf(hash) is not { } id) return null;
        using var select = _connection.Prepare(AlertReads.FullColumns + " where id = ?");
        return select.Bind(id).Step() ? AlertReads.Full(select) : null;
    }

    /// <summary>Writes a label set that was not known.</summary>
    /// <returns>Its row.</returns>
    public long Add(AlertText text, string source, KnownAlert known, TimeSpan? lasts, DateTimeOffset now)
    {
        using var insert = _connection.Prepare("""
            insert into alerts (hash, labels, status, role, incident, source, starts_at, ends_at, ended_by, expires_at, lasts, updated_at, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        BindKnown(insert.BindBlob(text.Hash).BindUtf8(text.Labels), known).Bind(source);
        var id = BindTimes(insert, known, lasts, now).BindUtf8(text.Detail).Insert();
        _connection.Identities.Add(text.Hash, id);
        return id;
    }

    /// <summary>Writes what a receipt changed; its labels (a sender's key may identify it instead) and texts too.</summary>
    public void Update(long id, AlertText text, string source, KnownAlert known, TimeSpan? lasts, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update alerts set labels = ?, status = ?, role = ?, incident = ?, source = ?, starts_at = ?, ends_at = ?, ended_by = ?, expires_at = ?, lasts = ?, updated_at = ?, detail = ? where id = ?");
        BindKnown(update.BindUtf8(text.Labels), known).Bind(source);
        BindTimes(update, known, lasts, now).BindUtf8(text.Detail).Bind(id).Run();
    }

    /// <summary>Writes what changed without a receipt: it expired, or belongs elsewhere now.</summary>
    public void Set(long id, KnownAlert known, DateTimeOffset now)
    {
        using var update = _connection.Prepare(
            "update alerts set status = ?1, role = ?2, incident = ?3, ends_at = ?4, ended_by = ?5, expires_at = case ?1 when 'firing' then expires_at end, updated_at = ?6 where id = ?7");
        update.Bind(known.Status).Bind(known.Role).Bind(known.Incident).Bind(known.EndsAt).Bind(known.EndedBy).Bind(now).Bind(id).Run();
    }

    /// <summary>Writes a repeat: its times, its source and its texts.</summary>
    public void Renew(long id, AlertText text, string source, DateTimeOffset startsAt, TimeSpan? lasts, DateTimeOffset now)
    {
        using var update = _connection.Prepare("update alerts set source = ?, starts_at = ?, expires_at = ?, lasts = ?, updated_at = ?, detail = ? where id = ?");
        update.Bind(source).Bind(startsAt).Bind(now + lasts).Bind(lasts).Bind(now).BindUtf8(text.Detail).Bind(id).Run();
    }

    /// <summary>The labels that an alert was last received with.</summary>
    public LabelSet LabelsOf(long id)
    {
        using var select = _connection.Prepare("select labels from alerts where id = ?");
        select.Bind(id).Step();
        return StorageJson.Read(select, 0, StorageJson.Default.LabelSet);
    }

    /// <summary>Whether an incident has firing alerts, and all of them fit.</summary>
    public bool AllFiring(IncidentId incident, Func<LabelSet, bool> fits)
    {
        using var select = _connection.Prepare("select labels from alerts where incident = ? and status = 'firing'");
        select.Bind(incident);
        var any = false;
        while (select.Step())
        {
            if (!fits(StorageJson.Read(select, 0, StorageJson.Default.LabelSet))) return false;
            any = true;
        }

        return any;
    }

    /// <summary>Says which incident a row belongs to.</summary>
    public void SetIncident(long id, IncidentId incident)
    {
        using var update = _connection.Prepare("update alerts set incident = ? where id = ?");
        update.Bind(incident).Bind(id).Run();
    }

    /// <summary>Says what a row does to its incident.</summary>
    public void SetRole(long id, AlertRole role)
    {
        using var update = _connection.Prepare("update alerts set role = ? where id = ?");
        update.Bind(role).Bind(id).Run();
    }

    /// <summary>Gives all alerts of an incident to another (rule 2.28).</summary>
    public void Move(IncidentId from, IncidentId to)
    {
        using var update = _connection.Prepare("update alerts set incident = ? where incident = ?");
        update.Bind(to).Bind(from).Run();
    }

    /// <summary>Firing alerts whose time is over, the longest overdue first.</summary>
    public IReadOnlyList<FullAlertRow> Expired(DateTimeOffset now, int limit)
    {
        using var select = _connection.Prepare(ExpiredSql);
        return select.Bind(now).Bind(limit).All(AlertReads.Full);
    }

    /// <summary>Firing alerts that a silence kept from opening anything, from a row on.</summary>
    public IReadOnlyList<FullAlertRow> Silenced(long after, int limit)
    {
        using var select = _connection.Prepare(SilencedSql);
        return select.Bind(after).Bind(limit).All(AlertReads.Full);
    }

    /// <summary>Firing alerts of an incident.</summary>
    public IReadOnlyList<FullAlertRow> Firing(IncidentId incident)
    {
        using var select = _connection.Prepare(AlertReads.FullColumns + " where incident = ? and status = 'firing' order by id");
        return select.Bind(incident).All(AlertReads.Full);
    }

    /// <summary>Whether at least so many alerts of a source fire that end unless they are repeated.</summary>
    public bool HasExpiring(string source, int atLeast)
    {
        using var select = _connection.Prepare("select count(*) from (select 1 from alerts where expires_at is not null and source = ? limit ?)");
        return select.Bind(source).Bind(atLeast).Step() && select.Int32(0) >= atLeast;
    }

    /// <summary>Lets these rows fire for their time again.</summary>
    public void Postpone(long id, DateTimeOffset expiresAt)
    {
        using var update = _connection.Prepare("update alerts set expires_at = ? where id = ?");
        update.Bind(expiresAt).Bind(id).Run();
    }

    /// <summary>Lets all alerts that would end begin their time anew (rule 2.26: the time that the bot was down does not count).</summary>
    public int RenewAll(DateTimeOffset now)
    {
        using var update = _connection.Prepare("update alerts set expires_at = ? + lasts where expires_at is not null");
        return update.Bind(now).Run();
    }

    /// <summary>Forgets label sets that ended before then; at most this many at a time.</summary>
    /// <returns>How many.</returns>
    public int Forget(DateTimeOffset before, int limit)
    {
        List<(long Id, byte[] Hash)> old;
        using (var select = _connection.Prepare("select id, hash from alerts where status = 'resolved' and updated_at < ? limit ?"))
        {
            old = select.Bind(before).Bind(limit).All(row => (row.Int64(0), row.Utf8(1).ToArray()));
        }

        using var delete = _connection.Prepare("delete from alerts where id = ?");
        foreach (var (id, hash) in old)
        {
            delete.Bind(id).Run();
            _connection.Identities.Remove(hash);
        }

        return old.Count;
    }

    internal static AlertRow Row(Statement row, int first) => new(
        row.Int64(first),
        new KnownAlert(
            row.Enum<AlertStatus>(first + 1), row.Enum<AlertRole>(first + 2), row.IncidentOrNull(first + 3), row.Instant(first + 4), row.InstantOrNull(first + 5), row.EnumOrNull<AlertEnd>(first + 6)),
        row.InstantOrNull(first + 7),
        row.SpanOrNull(first + 8),
        row.Text(first + 9));

    private static Statement BindKnown(Statement statement, KnownAlert known) => statement.Bind(known.Status).Bind(known.Role).Bind(known.Incident);

    private static Statement BindTimes(Statement statement, KnownAlert known, TimeSpan? lasts, DateTimeOffset now) =>
        statement.Bind(known.StartsAt).Bind(known.EndsAt).Bind(known.EndedBy)
            .Bind(known.Status == AlertStatus.Firing ? now + lasts : null).Bind(lasts).Bind(now);
}
