using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams.Keys;

/// <summary>The token endpoint: who the bot is, and the tokens that it was given.</summary>
internal sealed class BotTokens(TeamsServerOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> given = [];
    private int number;

    /// <summary>How often a token was asked for.</summary>
    public int Requests { get; private set; }

    /// <summary>What the endpoint answers instead; null: what is right.</summary>
    public int? Fault { get; set; }

    /// <summary>Tokens that were given are good for nothing any more.</summary>
    public void Revoke()
    {
        lock (gate)
        {
            given.Clear();
        }
    }

    public async Task<IResult> GiveAsync(HttpRequest request, string tenant)
    {
        var form = await request.ReadFormAsync();
        lock (gate)
        {
            Requests++;
            if (Fault is { } status) return Results.Json(new JsonObject { ["error"] = "temporarily_unavailable" }, statusCode: status);
            if (tenant != options.TenantId) return Refuse("unauthorized_client", "AADSTS700016: the application was not found in the directory");
            if (form["grant_type"] != "client_credentials" || form["scope"] != "https://api.botframework.com/.default") return Refuse("invalid_scope", "AADSTS70011: the scope is not valid");
            if (form["client_id"] != options.AppId || form["client_secret"] != options.AppPassword) return Refuse("invalid_client", "AADSTS7000215: Invalid client secret provided", StatusCodes.Status401Unauthorized);
            var token = $"bot-token-{++number}";
            given[token] = options.Time.GetUtcNow() + options.TokenLife;
            return Results.Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = (int)options.TokenLife.TotalSeconds, ["ext_expires_in"] = (int)options.TokenLife.TotalSeconds, ["access_token"] = token });
        }
    }

    /// <summary>Whether a call carries a token that is good.</summary>
    public bool IsGood(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        lock (gate)
        {
            return header.StartsWith("Bearer ", StringComparison.Ordinal) && given.TryGetValue(header["Bearer ".Length..], out var ends) && ends > options.Time.GetUtcNow();
        }
    }

    private static IResult Refuse(string error, string text, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = text, ["error_codes"] = new JsonArray() }, statusCode: status);
}
