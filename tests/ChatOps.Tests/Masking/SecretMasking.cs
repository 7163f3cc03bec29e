using System.Diagnostics;
using ChatOps.Core.Masking;
using CsCheck;

namespace ChatOps.Tests.Masking;

internal sealed class SecretMasking
{
    private static readonly SecretMask Mask = new(["hunter2-hunter2", "p@ss word", "short"]);

    [TestCase("curl -H 'Authorization: Bearer abc.def-123456'", "curl -H 'Authorization: Bearer [masked]'")]
    [TestCase("authorization=Basic YWxhZGRpbjpvcGVuc2VzYW1l", "authorization=Basic [masked]")]
    [TestCase("got Bearer 0123456789abcdef back", "got Bearer [masked] back")]
    [TestCase("postgres://app:s3cr3t@db-1:5432/shop", "postgres://app:[masked]@db-1:5432/shop")]
    [TestCase("redis://:s3cr3t@cache:6379", "redis://:[masked]@cache:6379")]
    [TestCase("https://0123456789abcdef01234@example.org/x", "https://[masked]@example.org/x")]
    [TestCase("password=hunter2", "password=[masked]")]
    [TestCase("DB_PASSWORD: \"a b c\" next", "DB_PASSWORD: \"[masked]\" next")]
    [TestCase("password: 'it \\' s \" one' next", "password: '[masked]' next")]
    [TestCase("password: \"it ' s \\\" one\" next", "password: \"[masked]\" next")]
    [TestCase("PASSWORD: \"cut off", "PASSWORD: \"[masked]\"")]
    [TestCase("{\"token\":\"abc\",\"user\":\"ana\"}", "{\"token\":\"[masked]\",\"user\":\"ana\"}")]
    [TestCase("Server=db;User Id=app;Pwd=x1;Timeout=5", "Server=db;User Id=app;Pwd=[masked];Timeout=5")]
    [TestCase("mysqldump --password s3cr3t --all", "mysqldump --password [masked] --all")]
    [TestCase("https://x.example/?a=1&sig=abc%3D&b=2", "https://x.example/?a=1&sig=[masked]&b=2")]
    [TestCase("key AKIAIOSFODNN7EXAMPLE used", "key [masked] used")]
    [TestCase("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = [masked]")]
    [TestCase("push with ghp_0123456789abcdefghijABCDEFGHIJ012345 failed", "push with [masked] failed")]
    [TestCase("xoxb-123456789012-abcdefghij", "[masked]")]
    [TestCase("https://hooks.slack.com/services/T000/B000/XXXXXXXX", "https://hooks.slack.com/services/[masked]")]
    [TestCase("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def done", "jwt [masked] done")]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nafter", "-----BEGIN RSA PRIVATE KEY----- [masked]\nafter")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIE cut off", "-----BEGIN PRIVATE KEY----- [masked]")]
    [TestCase("login with hunter2-hunter2 failed", "login with [masked] failed")]
    [TestCase("?q=p%40ss%20word", "?q=[masked]")]
    public void A_secret_is_masked_and_what_stands_around_it_stays(string text, string masked)
    {
        Assert.That(Mask.Mask(text), Is.EqualTo(masked));
        Assert.That(Mask.Mask(masked), Is.EqualTo(masked), "masking twice is masking once");
    }

    [TestCase("checkout answered 503 in 12 ms; 200 is expected")]
    [TestCase("bearer authentication is required")]
    [TestCase("basic checks passed: 3 of 3")]
    [TestCase("used 4096 tokens of 8192")]
    [TestCase("see https://runbooks.example/x?tab=1#y and ana@example.org")]
    [TestCase("short words stay, too short to be told from them")]
    [TestCase("the secret sauce, the password prompt and the token bucket")]
    [TestCase("10.0.0.1:9100, [::1]:8080, a::b")]
    public void Ordinary_text_stays(string text) => Assert.That(Mask.Mask(text), Is.SameAs(text));

    [TestCase("db_password", "x", "[masked]")]
    [TestCase("apiToken", "x", "[masked]")]
    [TestCase("token", "", "")]
    [TestCase("instance", "db-1:9100", "db-1:9100")]
    [TestCase("max_tokens", "4096", "4096")]
    [TestCase("message", "password=x", "password=[masked]")]
    public void A_name_can_say_that_all_of_the_value_is_secret(string name, string value, string masked) =>
        Assert.That(Mask.Mask(name, value), Is.EqualTo(masked));

    [Test]
    public void No_surroundings_let_a_configured_secret_or_an_issued_token_through()
    {
        var piece = Gen.OneOf<string>("password", "token", "=", ":", "\"", "'", " ", "://", "@", "Bearer ", "[masked]", "[masked", "]", "--", "&sig=", "a", "\n", "-----BEGIN PRIVATE KEY-----", "authorization", "\\");
        Gen.Select(piece.Array[0, 8], piece.Array[0, 8]).Sample(
            (before, after) =>
            {
                var text = string.Concat(before) + "hunter2-hunter2 AKIAIOSFODNN7EXAMPLE" + string.Concat(after);
                Assert.That(Mask.Mask(text + " "), Does.Not.Contain("hunter2").And.Not.Contain("AKIAIOSFODNN7EXAMPLE "), text);
            },
            iter: 20_000);
    }

    [TestCase("a")]
    [TestCase("password")]
    [TestCase("://")]
    [TestCase("://a:")]
    [TestCase("bearer ")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    [TestCase("token=\"\\")]
    [TestCase("eyJ")]
    [TestCase("eyJabcdefgh.")]
    [TestCase("authorization:bearer ")]
    public void No_text_makes_masking_slow(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var clock = Stopwatch.StartNew();

        Mask.Mask(text);

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }
}
