namespace ChatOps.Bot.Configuration;

/// <summary>The JSON API (configuration <c>Api</c>).</summary>
/// <param name="RequestsPerMinute">How often each token may call, 0 to 1,000,000; 600 by default, 0 is without limit. Nobody is limited while no token is configured.</param>
internal sealed record ApiSettings(int RequestsPerMinute)
{
    public static ApiSettings Read(KeyReader keys) => new(keys.Number("RequestsPerMinute", 600, 0, 1_000_000));
}
