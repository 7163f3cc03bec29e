namespace ChatOps.Bot.Configuration;

/// <summary>Who may call the API and sign in to the page, outside an open loopback (configuration <c>Auth</c>).</summary>
/// <param name="Tokens">All callers; empty: loopback only, and everybody there may do everything.</param>
internal sealed record AuthSettings(IReadOnlyList<ApiToken> Tokens)
{
    public static AuthSettings Read(KeyReader keys)
    {
        var tokens = keys.Sections("Tokens", ReadToken).OfType<ApiToken>().ToArray();
        foreach (var twins in tokens.GroupBy(token => token.Secret, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            keys.Findings.Mistake($"{keys.PathOf("Tokens")} holds the same Secret for {string.Join(" and ", twins.Select(token => token.Name))}; allowed: a secret of its own for each");
        }

        return new(tokens);
    }

    private static ApiToken? ReadToken(string name, KeyReader keys)
    {
        var secret = keys.Secret("Secret");
        var person = keys.Text("Person");
        var scopes = new HashSet<TokenScope>();
        var list = keys.List("Scopes");
        foreach (var word in list)
        {
            if (Enum.TryParse<TokenScope>(word, ignoreCase: true, out var scope) && !char.IsAsciiDigit(word[0])) scopes.Add(scope);
            else keys.Findings.Mistake($"{keys.PathOf("Scopes")} holds {KeyReader.Shown(word)}; allowed: read, commands, as");
        }

        if (secret is null && !keys.Has("Secret")) keys.Findings.Mistake($"{keys.PathOf("Secret")} holds nothing; allowed: the text that the caller sends as its bearer token (or {keys.PathOf("Secret")}:File)");
        return secret is null ? null : new ApiToken(name, secret, person, list.Count == 0 ? new HashSet<TokenScope> { TokenScope.Read, TokenScope.Commands } : scopes);
    }
}

/// <summary>One caller (configuration <c>Auth:Tokens:{name}</c>).</summary>
/// <param name="Name">What logs call it.</param>
/// <param name="Secret">What it sends as its bearer token; any text.</param>
/// <param name="Person">The person that it acts as, by the name in <c>People</c>; null: it may read, and act only with <see cref="TokenScope.As"/>.</param>
/// <param name="Scopes">What it may do; <c>read</c> and <c>commands</c> when the configuration names none.</param>
internal sealed record ApiToken(string Name, string Secret, string? Person, IReadOnlySet<TokenScope> Scopes)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"token {Name}";
}

/// <summary>What a token is for.</summary>
internal enum TokenScope
{
    /// <summary>All of the API that reads, and the page.</summary>
    Read,

    /// <summary>Commands, as the token's person.</summary>
    Commands,

    /// <summary>Commands as anybody: <c>as</c> in <c>POST /api/commands</c>.</summary>
    As,
}
