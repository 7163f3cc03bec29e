using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Benchmarks.Slack;

/// <summary>
/// Slash commands as Slack signs them, each with a trigger id of its own, so that none is the repeat of another. They are signed beforehand: whoever sends them
/// costs next to nothing beside what is measured.
/// </summary>
internal sealed class SignedCommands
{
    private const int Incidents = 50;

    private readonly string _before;
    private readonly string _after;
    private readonly byte[] _key;
    private readonly string[] _signatures;

    /// <param name="secret">The app's signing secret.</param>
    /// <param name="team">The workspace.</param>
    /// <param name="user">Who types.</param>
    /// <param name="run">Makes the commands of this run different from those of others.</param>
    /// <param name="count">How many.</param>
    public SignedCommands(string secret, string team, string user, string run, int count)
    {
        _key = Encoding.UTF8.GetBytes(secret);
        Stamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _before = $"token=gIkuvaNzQIHg97ATvDxqgjtO&team_id={team}&team_domain=example&channel_id=C2147483705&channel_name=test&user_id={user}&user_name=steve&command=%2Fchatops&text=ack+INC-";
        _after = $"&response_url=http%3A%2F%2F127.0.0.1%3A9%2Fcommands%2F{team}%2F1%2Fnone-{run}&api_app_id=A123456&is_enterprise_install=false";
        _signatures = new string[count];
        for (var number = 0; number < count; number++) _signatures[number] = Sign(BodyOf(number));
    }

    /// <summary>The signed time.</summary>
    public string Stamp { get; }

    public int Count => _signatures.Length;

    public string BodyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{_before}{(number % Incidents) + 1}&trigger_id=13345224609.738474920.{number}{_after}");

    public string SignatureOf(int number) => _signatures[number];

    /// <summary>A script for wrk that sends them one after the other; when there are no more it sends what is refused, which wrk tells.</summary>
    public string Script(string signaturesFile)
    {
        File.WriteAllText(signaturesFile, string.Concat(_signatures.Select(signature => signature["v0=".Length..])));
        return $$"""
            local file = io.open("{{signaturesFile}}", "r")
            local signatures = file:read("*a")
            file:close()
            local n = -1
            local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Slack-Request-Timestamp"] = "{{Stamp}}" }
            request = function()
              n = n + 1
              headers["X-Slack-Signature"] = "v0=" .. string.sub(signatures, n * 64 + 1, n * 64 + 64)
              return wrk.format("POST", "/slack/commands", headers, "{{_before}}" .. (n % {{Incidents}} + 1) .. "&trigger_id=13345224609.738474920." .. n .. "{{_after}}")
            end
            """;
    }

    private string Sign(string body) => "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"v0:{Stamp}:{body}")));
}
