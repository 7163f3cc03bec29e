using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Auth;

/// <summary>The configured tokens, compared in a time that tells nothing about them.</summary>
internal sealed class Tokens(AuthSettings auth)
{
    private readonly (byte[] Hash, ApiToken Token)[] _all = [.. auth.Tokens.Select(token => (Hash(token.Secret), token))];

    /// <summary>False: nobody has to sign in.</summary>
    public bool Any => _all.Length > 0;

    /// <summary>The token with this secret, or null.</summary>
    public ApiToken? Find(string secret)
    {
        var presented = Hash(secret);
        ApiToken? found = null;
        foreach (var (hash, token) in _all)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, presented)) found = token;
        }

        return found;
    }

    /// <summary>The token of this name, or null.</summary>
    public ApiToken? Named(string name) => Array.Find(_all, entry => entry.Token.Name == name).Token;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
