using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Auth;

/// <summary>Who makes a request to the API or looks at the page.</summary>
/// <param name="Name">What logs and limits call them: the token's name.</param>
/// <param name="Person">The person they act as, or null.</param>
/// <param name="Scopes">What they may do; null: everything.</param>
internal sealed record Caller(string Name, string? Person, IReadOnlySet<TokenScope>? Scopes)
{
    /// <summary>Anybody on a machine whose bot listens on loopback alone and knows no token.</summary>
    public static readonly Caller Anybody = new("loopback", null, null);

    /// <summary>The caller of this request, once its endpoint's scope has been checked.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.Request.Path} asks for no scope, so nobody looked who calls.");

    /// <summary>The caller that a token stands for.</summary>
    public static Caller Of(ApiToken token) => new(token.Name, token.Person, token.Scopes);

    /// <summary>Whether they may do this.</summary>
    public bool May(TokenScope scope) => Scopes is null || Scopes.Contains(scope);
}
