using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Auth;

/// <summary>What an endpoint asks of its caller. Endpoints without it are open, or check their callers themselves (alert sources).</summary>
/// <param name="Scope">The scope.</param>
/// <param name="IsPage">True for pages: who is not signed in is led to the sign-in instead of getting a 401.</param>
internal sealed record RequiredScope(TokenScope Scope, bool IsPage = false);

internal static class RequiredScopeExtensions
{
    /// <summary>Only callers with this scope get through.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, TokenScope scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(scope));

    /// <summary>Pages: only people who have signed in see them.</summary>
    public static TBuilder RequiresSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(TokenScope.Read, IsPage: true));
}
