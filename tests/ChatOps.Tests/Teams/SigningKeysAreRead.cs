using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Teams.Trust;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Tests.Teams;

/// <summary>A new key is known with the first token that names it, strangers' keys make nobody ask without end, and keys count on while they cannot be read.</summary>
internal sealed class SigningKeysAreRead
{
    private static readonly RSAParameters Public = Make();

    [Test]
    public async Task The_first_token_after_a_rotation_finds_its_key_and_so_does_that_after_the_next()
    {
        var server = new KeyServer("one");
        Assert.That((await server.FindAsync("one"))?.Endorsements, Is.EqualTo((string[])["msteams"]));

        server.Ids = ["one", "two"];
        Assert.That(await server.FindAsync("two"), Is.Not.Null);
        server.Ids = ["two", "three"];
        Assert.That(await server.FindAsync("three"), Is.Not.Null, "seconds later");
        Assert.That(await server.FindAsync("one"), Is.Null, "what is announced no more counts no more");
    }

    [Test]
    public async Task Known_keys_are_not_asked_for_again_before_half_a_day()
    {
        var server = new KeyServer("one");
        for (var i = 0; i < 5; i++) await server.FindAsync("one");
        Assert.That(server.Reads, Is.EqualTo(1));

        server.Time.Advance(TimeSpan.FromHours(12.5));
        await server.FindAsync("one");
        await Assert.ThatAsync(() => Task.FromResult(server.Reads), Is.EqualTo(2).After(10_000, 10));
    }

    [Test]
    public async Task Keys_that_nobody_has_are_asked_for_ever_more_rarely()
    {
        var server = new KeyServer("one");
        await server.FindAsync("one");
        for (var i = 0; i < 60; i++)
        {
            Assert.That(await server.FindAsync($"forged-{i}"), Is.Null);
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(server.Reads, Is.LessThan(20));
        Assert.That(await server.FindAsync("one"), Is.Not.Null);
    }

    [Test]
    public async Task While_keys_cannot_be_read_known_ones_count_and_of_others_nothing_is_said()
    {
        var server = new KeyServer("one");
        await server.FindAsync("one");
        server.IsAway = true;

        Assert.That(await server.FindAsync("one"), Is.Not.Null);
        Assert.That(async () => await server.FindAsync("two"), Throws.TypeOf<KeysUnavailableException>());
        server.IsAway = false;
        server.Ids = ["two"];
        Assert.That(await server.FindAsync("two"), Is.Not.Null);
    }

    private static RSAParameters Make()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(false);
    }

    /// <summary>Announces keys of these ids.</summary>
    private sealed class KeyServer : HttpMessageHandler, IHttpClientFactory
    {
        private readonly SigningKeys _keys;

        public KeyServer(params string[] ids)
        {
            Ids = ids;
            _keys = new SigningKeys(this, TeamsSample.Options with { OpenIdMetadata = new Uri("https://login.example/metadata") }, Time, NullLogger<SigningKeys>.Instance);
        }

        public FakeTimeProvider Time { get; } = new();

        public string[] Ids { get; set; }

        public bool IsAway { get; set; }

        public int Reads { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        /// <summary>Finds a key while the time passes that it waits.</summary>
        public async Task<SigningKey?> FindAsync(string id)
        {
            var finding = _keys.FindAsync(id, default);
            while (!finding.IsCompleted)
            {
                Time.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }

            return await finding;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsAway) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
            var isKeys = request.RequestUri!.AbsolutePath == "/keys";
            if (isKeys) Reads++;
            var keys = Ids.Select(id => $$"""{ "kty": "RSA", "kid": "{{id}}", "n": "{{Base64UrlEncoder.Encode(Public.Modulus)}}", "e": "{{Base64UrlEncoder.Encode(Public.Exponent)}}", "endorsements": [ "msteams" ] }""");
            var body = isKeys ? $$"""{ "keys": [ {{string.Join(',', keys)}} ] }""" : """{ "jwks_uri": "https://login.example/keys" }""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
