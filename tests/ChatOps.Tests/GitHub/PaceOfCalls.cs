using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.GitHub.Access;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.GitHub;

/// <summary>How fast GitHub is spoken to, and what an app shows to be itself.</summary>
internal sealed class PaceOfCalls
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 3, 12, 0, TimeSpan.Zero));

    [Test]
    public void What_creates_content_is_a_second_apart_and_below_the_limits_of_a_minute_and_an_hour()
    {
        var pace = new GitHubPace(_time);
        var made = new List<DateTimeOffset>();
        while (made.Count < 600)
        {
            if (pace.Take() is { } wait) _time.Advance(wait);
            else made.Add(_time.GetUtcNow());
        }

        Assert.That(made.Zip(made.Skip(1), (one, next) => next - one).Min(), Is.GreaterThanOrEqualTo(GitHubPace.BetweenCreations));
        Assert.That(made.Max(at => made.Count(other => other > at - TimeSpan.FromMinutes(1) && other <= at)), Is.LessThanOrEqualTo(GitHubPace.MostPerMinute));
        Assert.That(made.Max(at => made.Count(other => other > at - TimeSpan.FromHours(1) && other <= at)), Is.LessThanOrEqualTo(GitHubPace.MostPerHour));
    }

    [Test]
    public void A_wait_that_is_asked_for_holds_everything_and_one_without_a_time_doubles()
    {
        var pace = new GitHubPace(_time);

        pace.Hold(TimeSpan.FromSeconds(30));
        Assert.That(pace.Held(), Is.EqualTo(TimeSpan.FromSeconds(30)));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(pace.Held(), Is.Null);
        Assert.That((pace.Hold(null), pace.Hold(null), pace.Hold(null)), Is.EqualTo((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4))));
        pace.Works();
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(pace.Hold(null), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void The_claim_of_an_app_is_signed_a_minute_old_and_lasts_less_than_ten()
    {
        using var key = RSA.Create(2048);
        using var claim = new AppClaim("Iv23abc", key.ExportRSAPrivateKeyPem(), _time);

        var parts = claim.Sign().Split('.');
        var claims = JsonNode.Parse(Decode(parts[1]))!;

        Assert.That(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.True);
        Assert.That((string?)JsonNode.Parse(Decode(parts[0]))!["alg"], Is.EqualTo("RS256"));
        Assert.That(((string?)claims["iss"], (long)claims["iat"]! - _time.GetUtcNow().ToUnixTimeSeconds()), Is.EqualTo(("Iv23abc", -60L)));
        Assert.That((long)claims["exp"]! - (long)claims["iat"]!, Is.EqualTo(540));
        Assert.That((AppClaim.IsKey(key.ExportPkcs8PrivateKeyPem()), AppClaim.IsKey("no key")), Is.EqualTo((true, false)));
    }

    private static byte[] Decode(string part) => System.Buffers.Text.Base64Url.DecodeFromChars(part);
}
