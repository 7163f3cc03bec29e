using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams.Keys;

/// <summary>The keys with which this Teams signs: what is announced, and what is used.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Key> made = [];
    private int number;

    public KeyRing() => Rotate();

    /// <summary>The one that signs now.</summary>
    public Key Current
    {
        get
        {
            lock (gate)
            {
                return made[^1];
            }
        }
    }

    /// <summary>How often the keys were read.</summary>
    public int Reads { get; private set; }

    /// <summary>They cannot be read.</summary>
    public bool IsAway { get; set; }

    /// <summary>A new key, announced at once; the one before counts on.</summary>
    /// <param name="endorsements">The channels that it signs for; none: no such field.</param>
    public Key Rotate(params string[] endorsements)
    {
        lock (gate)
        {
            var key = Make(endorsements.Length == 0 ? ["msteams", "skype"] : endorsements);
            made.Add(key);
            if (made.Count > 2) made.RemoveAt(0);
            return key;
        }
    }

    /// <summary>A key that is announced and does not sign for Teams.</summary>
    public Key AnnounceFor(params string[] endorsements)
    {
        lock (gate)
        {
            var key = Make(endorsements);
            made.Insert(0, key);
            return key;
        }
    }

    /// <summary>A key that nobody is told of.</summary>
    public Key Unannounced()
    {
        lock (gate)
        {
            return Make(["msteams"]);
        }
    }

    public JsonObject? Read()
    {
        lock (gate)
        {
            Reads++;
            return IsAway ? null : new JsonObject { ["keys"] = new JsonArray([.. made.Select(key => (JsonNode)key.Public())]) };
        }
    }

    public void Dispose()
    {
        foreach (var key in made) key.Rsa.Dispose();
    }

    private Key Make(string[] endorsements) => new($"key-{++number}", RSA.Create(2048), endorsements);
}

/// <summary>A key pair.</summary>
internal sealed record Key(string Id, RSA Rsa, string[] Endorsements)
{
    public JsonObject Public()
    {
        var parameters = Rsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Jwt.Encode(parameters.Modulus!),
            ["e"] = Jwt.Encode(parameters.Exponent!),
            ["endorsements"] = new JsonArray([.. Endorsements.Select(name => (JsonNode)name)]),
        };
    }
}
