using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Teams.Trust;

/// <summary>
/// The keys with which the connector signs. A token that names an unknown one waits until they were read anew, so no rotation refuses anything; strangers who
/// name keys that nobody has make that rarer, down to once in half a minute.
/// </summary>
internal sealed class SigningKeys(IHttpClientFactory clients, TeamsOptions options, TimeProvider time, ILogger<SigningKeys> log)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string HttpName = "teams-keys";

    private const int SmallestKey = 2048;

    /// <summary>Microsoft asks for once a day at least.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(6);

    private readonly Lock _gate = new();
    private Known _known = new(new Dictionary<string, SigningKey>(), DateTimeOffset.MinValue);
    private Task? _reading;
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private TimeSpan _pause = ShortestPause;

    /// <summary>The key of this id; null when the connector has none.</summary>
    /// <exception cref="KeysUnavailableException">They cannot be read now, so it cannot be told.</exception>
    public async Task<SigningKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var known = Volatile.Read(ref _known);
        if (known.Keys.TryGetValue(id, out var key))
        {
            // Old ones count on while new ones are read.
            if (asked - known.At > Kept) _ = Begin(asked);
            return key;
        }

        while (true)
        {
            var (reading, wait) = Begin(time.GetUtcNow());
            if (reading is null)
            {
                if (time.GetUtcNow() + wait - asked > MostWait) return null;
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                if (Volatile.Read(ref _known).Keys.TryGetValue(id, out key)) return key;
                continue;
            }

            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            known = Volatile.Read(ref _known);
            if (known.Keys.TryGetValue(id, out key))
            {
                _pause = ShortestPause;
                return key;
            }

            if (known.At == DateTimeOffset.MinValue || known.IsFailing) throw new KeysUnavailableException();
            // What was read before this was asked may have been too early.
            if (known.At >= asked)
            {
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                return null;
            }
        }
    }

    /// <summary>Reads them, or joins who does; when it was done too lately, says how long to wait.</summary>
    private (Task? Reading, TimeSpan Wait) Begin(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_reading is { IsCompleted: false }) return (_reading, default);
            var wait = _began == DateTimeOffset.MinValue ? TimeSpan.Zero : _began + _pause - now;
            if (wait > TimeSpan.Zero) return (null, wait);
            _began = now;
            return (_reading = ReadAsync(now), default);
        }
    }

    private async Task ReadAsync(DateTimeOffset began)
    {
        await Task.Yield();
        using var late = new CancellationTokenSource(AnswerWithin, time);
        try
        {
            var metadata = await GetAsync(options.OpenIdMetadata, late.Token).ConfigureAwait(false);
            if (!Uri.TryCreate(metadata.Text("jwks_uri"), UriKind.Absolute, out var address) || !MayBeRead(address)) throw new FormatException("its jwks_uri is no https address");
            var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
            foreach (var key in (await GetAsync(address, late.Token).ConfigureAwait(false)).Items("keys").Select(Read).OfType<SigningKey>()) keys[key.Key.KeyId] = key;
            if (keys.Count == 0) throw new FormatException("it has no key");
            Volatile.Write(ref _known, new Known(keys, began));
        }
        catch (Exception failure) when (failure is HttpRequestException or FormatException or OperationCanceledException or JsonException)
        {
            log.KeysNotRead(options.OpenIdMetadata, failure is OperationCanceledException ? $"no answer within {DurationText.Of(AnswerWithin)}" : failure.Message);
            Volatile.Write(ref _known, _known with { IsFailing = true });
        }
    }

    private bool MayBeRead(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && options.OpenIdMetadata.IsLoopback);

    private async Task<JsonElement> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpName);
        using var response = await client.GetAsync(address, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return JsonReading.ObjectOf(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) ?? throw new FormatException("it is no JSON object");
    }

    private static SigningKey? Read(JsonElement json)
    {
        if (json.Text("kty") != "RSA" || json.Text("kid") is not { } id || json.Text("n") is not { } modulus || json.Text("e") is not { } exponent) return null;
        try
        {
            var key = new RsaSecurityKey(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(modulus), Exponent = Base64UrlEncoder.DecodeBytes(exponent) }) { KeyId = id };
            return key.KeySize < SmallestKey ? null : new SigningKey(key, [.. json.Items("endorsements").Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]);
        }
        catch (Exception odd) when (odd is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Known(IReadOnlyDictionary<string, SigningKey> Keys, DateTimeOffset At)
    {
        /// <summary>The last time that they were to be read they could not be.</summary>
        public bool IsFailing { get; init; }
    }
}

/// <summary>A key of the connector.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">The channels for which it may sign.</param>
internal sealed record SigningKey(RsaSecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>The connector's keys cannot be read now.</summary>
internal sealed class KeysUnavailableException() : Exception("The keys with which Teams signs cannot be read now.");
