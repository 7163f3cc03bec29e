using System.Buffers;
using System.Text.RegularExpressions;

namespace ChatOps.Core.Masking;

/// <summary>
/// Puts <see cref="Mark"/> in the place of secrets, before anything is stored or sent: the secrets of the configuration, and what looks like one
/// (private keys, bearer tokens, passwords in addresses, <c>password=…</c> and its like, the tokens of well-known issuers). Time grows with
/// the length of the text, whatever stands in it.
/// </summary>
public sealed partial class SecretMask
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mark = "[masked]";

    /// <summary>Masks what looks like a secret; knows none of the configuration.</summary>
    public static readonly SecretMask Patterns = new([]);

    // A shorter one would be found inside ordinary words, and mask them everywhere.
    private const int ShortestConfigured = 6;

    private readonly string[] _configured;
    private readonly SearchValues<string>? _anyConfigured;

    /// <summary>Makes a mask that also knows these secrets, plain and percent-encoded; those under 6 characters are left out.</summary>
    public SecretMask(IEnumerable<string> configured)
    {
        ArgumentNullException.ThrowIfNull(configured);
        _configured =
        [
            .. configured
                .Where(secret => secret.Length >= ShortestConfigured)
                .SelectMany(secret => (string[])[secret, Uri.EscapeDataString(secret)])
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(secret => secret.Length),
        ];
        if (_configured.Length > 0) _anyConfigured = SearchValues.Create(_configured, StringComparison.Ordinal);
    }

    /// <summary>The text without its secrets; the same instance when it has none.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return text;
        if (_anyConfigured is not null && text.AsSpan().ContainsAny(_anyConfigured))
        {
            foreach (var secret in _configured) text = text.Replace(secret, Mark, StringComparison.Ordinal);
        }

        text = PrivateKey().Replace(text, "$1 " + Mark);
        text = Address().Replace(text, "$1" + Mark + "@");
        text = Authorization().Replace(text, "$1" + Mark);
        text = Named().Replace(text, match => match.Groups["quote"].Value is { Length: > 0 } quote ? match.Groups["name"].Value + quote + Mark + quote : match.Groups["name"].Value + Mark);
        return Issued().Replace(text, Mark);
    }

    /// <summary>The value without its secrets; all of it is one when its name says so (<c>db_password</c>, <c>apiToken</c>).</summary>
    public string Mask(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 0 && SecretName().IsMatch(name) ? Mark : Mask(value);
    }

    private const string Names = "passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|private[_-]?key|signing[_-]?key|account[_-]?key|credentials?|connection[_-]?string";

    [GeneratedRegex(@"(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)(?! \[masked\]).*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey();

    // user:password@host, or a long token alone before the @.
    [GeneratedRegex(@"(://(?:[^\s/:@?#""']{0,256}:(?=[^\s/@""']{1,1024}@)|(?=[^\s/:@?#""']{20,1024}@)))(?!\[masked\])[^\s/@""']+@", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // A word that is only a word ("bearer authentication") has no digit and no punctuation in it.
    [GeneratedRegex(@"(\bauthorization[""']?\s{0,3}[:=]\s{0,3}[""']?(?:(?:bearer|basic|token|digest|apikey|negotiate)\s{1,3})?|\b(?:bearer|basic)\s{1,3}(?=[A-Za-z+/=_~-]{0,200}[0-9._~+/=-]))(?!\[masked\])(?!(?:bearer|basic|token)\s)[A-Za-z0-9._~+/=-]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    // Each kind of quotation mark is spelt out: a back reference without case is nothing that the generator makes code of, and an interpreter would read each alert.
    [GeneratedRegex(@"(?<name>(?:" + Names + @")[""']?\s{0,3}(?:[:=]|=>)\s{0,3}|--(?:" + Names + @")\s{1,3}(?!-)|[?&;](?:sig|signature|auth|key|code)=)(?!""?'?\[masked\])(?:(?<quote>"")(?:\\.|[^""\\\r\n])+(?:""|$)|(?<quote>')(?:\\.|[^'\\\r\n])+(?:'|$)|[^\s,;&""'{}()\[\]<>]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^|[^a-z])(?:" + Names + @"|auth(?:orization)?)$|(?:Password|Secret|Token|ApiKey|AccessKey|PrivateKey)$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        @"\b(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}\b" + // Amazon
        @"|\bgh[pousr]_[A-Za-z0-9]{30,255}|\bgithub_pat_[A-Za-z0-9_]{22,255}|\bglpat-[A-Za-z0-9_-]{20,255}|\bnpm_[A-Za-z0-9]{36}" +
        @"|\bxox[abeoprs]-[A-Za-z0-9-]{10,255}|\bxapp-[A-Za-z0-9-]{10,255}|(?<=hooks\.slack\.com/(?:services|workflows|triggers)/)[A-Za-z0-9/_-]{10,255}" +
        @"|\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,8192}(?:\.[A-Za-z0-9_-]{0,4096})?" + // a JSON web token
        @"|\bAIza[A-Za-z0-9_-]{35}|\bsk-[A-Za-z0-9_-]{20,255}|\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Issued();
}
