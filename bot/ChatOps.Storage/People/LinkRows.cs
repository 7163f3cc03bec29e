using ChatOps.Storage.Engine;

namespace ChatOps.Storage.People;

/// <summary>Platform identities that people linked to themselves.</summary>
public sealed class LinkRows
{
    private readonly Connection _connection;

    internal LinkRows(Connection connection) => _connection = connection;

    /// <summary>Keeps a one-time code for an identity that wants to be linked; its earlier codes are void, codes that are too old are forgotten.</summary>
    public void AddCode(string code, string platform, string identity, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        using (var delete = _connection.Prepare("delete from link_codes where (platform = ? and identity = ?) or expires_at <= ?"))
        {
            delete.Bind(platform).Bind(identity).Bind(now).Run();
        }

        using var insert = _connection.Prepare("insert into link_codes (code, platform, identity, expires_at) values (?, ?, ?, ?)");
        insert.Bind(code).Bind(platform).Bind(identity).Bind(expiresAt).Run();
    }

    /// <summary>Uses a code up: links its identity to this person.</summary>
    /// <returns>The identity; null when the code is unknown, used or too old.</returns>
    public PersonLink? Confirm(string code, string person, DateTimeOffset now)
    {
        using var take = _connection.Prepare("delete from link_codes where code = ? and expires_at > ? returning platform, identity");
        if (!take.Bind(code).Bind(now).Step()) return null;
        var link = new PersonLink(take.Text(0), take.Text(1), person, now);
        take.Reset();
        Put(link);
        return link;
    }

    /// <summary>Links an identity to a person, whoever it was linked to before.</summary>
    public void Put(PersonLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        using var put = _connection.Prepare(
            "insert into people_links (platform, identity, person, at) values (?, ?, ?, ?) on conflict (platform, identity) do update set person = excluded.person, at = excluded.at");
        put.Bind(link.Platform).Bind(link.Identity).Bind(link.Person).Bind(link.At).Run();
    }
}

/// <summary>Platform identities that people linked to themselves, for reading.</summary>
public sealed class LinkReads
{
    private readonly Connection _connection;

    internal LinkReads(Connection connection) => _connection = connection;

    /// <summary>The person behind an identity, or null.</summary>
    public string? PersonOf(string platform, string identity)
    {
        using var select = _connection.Prepare("select person from people_links where platform = ? and identity = ?");
        return select.Bind(platform).Bind(identity).Step() ? select.Text(0) : null;
    }

    /// <summary>All links, by person.</summary>
    public IReadOnlyList<PersonLink> All()
    {
        using var select = _connection.Prepare("select platform, identity, person, at from people_links order by person, platform");
        return select.All(row => new PersonLink(row.Text(0), row.Text(1), row.Text(2), row.Instant(3)));
    }
}

/// <summary>An identity on a platform that is somebody known.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Identity">Who they are there.</param>
/// <param name="Person">Who they are here.</param>
/// <param name="At">When it was confirmed.</param>
public sealed record PersonLink(string Platform, string Identity, string Person, DateTimeOffset At);
