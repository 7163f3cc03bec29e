using System.Net;
using System.Text.Json;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Payloads;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Teams.Trust;

/// <summary>Whether an activity is from Teams: first by its token, then by whether the token is for this activity.</summary>
internal sealed class ActivityTrust(SigningKeys keys, TeamsHosts hosts, TeamsOptions options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Looks at the token.</summary>
    /// <exception cref="KeysUnavailableException">It cannot be told now.</exception>
    public async Task<Verdict> OfTokenAsync(string header, IPAddress? caller, CancellationToken cancellationToken)
    {
        if (header.Length == 0 && options.AllowAnonymous && TeamsHosts.IsLocal(caller)) return Verdict.Emulator;
        if (TokenForm.Read(header, options, time.GetUtcNow(), out var refusal) is not { } token) return Verdict.Unknown(refusal);
        if (await keys.FindAsync(token.Kid, cancellationToken).ConfigureAwait(false) is not { } key) return Verdict.Unknown("its token is signed with a key that Teams does not have");
        var result = await _handler.ValidateTokenAsync(token, Parameters(key)).ConfigureAwait(false);
        return result.IsValid ? new Verdict(token.GetPayloadValue<string>(TokenForm.ServiceUrlClaim), key.Endorsements) : Verdict.Unknown("its token's signature is wrong");
    }

    /// <summary>Looks at what the token says of this activity.</summary>
    /// <param name="verdict">What came of the token.</param>
    /// <param name="json">The activity as it was sent.</param>
    /// <param name="activity">The same, read.</param>
    /// <param name="caller">Who sent it.</param>
    public Verdict OfActivity(Verdict verdict, JsonElement json, Activity activity, IPAddress? caller)
    {
        if (verdict.IsEmulator)
        {
            return TeamsHosts.IsLocal(caller) && activity.Service.IsLoopback ? verdict : Verdict.Unknown("the emulator is heard on this machine alone");
        }

        if (!string.Equals(verdict.ServiceUrl, Activity.ServiceUrlOf(json), StringComparison.OrdinalIgnoreCase)) return Verdict.Unknown("its token is for another service URL");
        if (!verdict.Endorsements.Contains(activity.Channel, StringComparer.Ordinal)) return Verdict.Unknown($"its key does not sign for {OutsideText.Line(activity.Channel, 40)}");
        if (!hosts.MayHaveToken(activity.Service)) return Verdict.NotAllowed($"{activity.Service.Host} is none of Teams:ConnectorHosts");
        return activity.Tenant is { } tenant && options.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase)
            ? verdict
            : Verdict.NotAllowed($"the tenant {OutsideText.Line(activity.Tenant ?? "(none)", 60)} is not served (Teams:TenantId, Teams:AllowedTenants)");
    }

    private TokenValidationParameters Parameters(SigningKey key) => new()
    {
        IssuerSigningKey = key.Key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidIssuers = options.Issuers,
        ValidAudience = options.AppId,
        AudienceValidator = (audiences, _, _) => audiences.Count() == 1 && audiences.First().Equals(options.AppId, StringComparison.OrdinalIgnoreCase),
        LifetimeValidator = (from, to, _, _) => TokenForm.OutOfTime(from, to, time.GetUtcNow()) is null,
    };
}

/// <summary>What is thought of an activity.</summary>
/// <param name="ServiceUrl">The service URL that its token names.</param>
/// <param name="Endorsements">The channels that its key signs for.</param>
internal sealed record Verdict(string ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>It came without a token from this machine, where that is allowed.</summary>
    public static readonly Verdict Emulator = new("", []) { IsEmulator = true };

    /// <summary>See <see cref="Emulator"/>.</summary>
    public bool IsEmulator { get; private init; }

    /// <summary>Why it is refused; null: it is not.</summary>
    public string? Refusal { get; private init; }

    /// <summary>How it is refused.</summary>
    public int Status { get; private init; } = StatusCodes.Status200OK;

    /// <summary>Not from Teams, as far as can be told.</summary>
    public static Verdict Unknown(string refusal) => new("", []) { Refusal = refusal, Status = StatusCodes.Status401Unauthorized };

    /// <summary>From Teams, and not for us.</summary>
    public static Verdict NotAllowed(string refusal) => new("", []) { Refusal = refusal, Status = StatusCodes.Status403Forbidden };
}
