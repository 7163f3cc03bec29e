using System.Security.Claims;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Dashboard;

/// <summary>Who looks at the page.</summary>
/// <param name="Name">The person's name in the catalog of people, or null when nobody said who they are.</param>
/// <param name="Roles">The person's roles.</param>
/// <param name="MayCommand">False: their token is for reading alone.</param>
internal sealed record Reader(string? Name, IReadOnlyList<string> Roles, bool MayCommand = true)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Reader Nobody = new(null, []);

    /// <summary>The reader whom a sign-in or a choice names.</summary>
    public static Reader Of(ClaimsPrincipal user, Settings settings, Tokens tokens)
    {
        var person = user.Identity?.Name is { } name ? settings.Roster.Find(name) : null;
        var mayCommand = settings.IsOpen || (user.FindFirst(SignIn.TokenClaim)?.Value is { } token && tokens.Named(token)?.Scopes.Contains(TokenScope.Commands) == true);
        return new Reader(person?.Name, person?.Roles ?? [], mayCommand);
    }
}
