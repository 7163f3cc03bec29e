namespace ChatOps.Servers.Teams;

/// <summary>What is wrong with a token that this Teams sends.</summary>
public enum TeamsTokenFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary><c>Basic</c>.</summary>
    OtherScheme,

    /// <summary><c>alg: none</c>.</summary>
    AlgNone,

    /// <summary>HS256, with the public key as the secret.</summary>
    Hs256WithPublicKey,

    /// <summary>RS512.</summary>
    OtherHash,

    /// <summary>Issued by somebody else.</summary>
    WrongIssuer,

    /// <summary>Issued for the government cloud.</summary>
    GovernmentIssuer,

    /// <summary>Made out to the connector.</summary>
    WrongAudience,

    /// <summary>Made out to another bot.</summary>
    OtherApp,

    /// <summary>Made out to two.</summary>
    TwoAudiences,

    /// <summary>All right, and what it carries is of another tenant.</summary>
    OtherTenant,

    /// <summary>Names another service URL.</summary>
    OtherServiceUrl,

    /// <summary>Names no service URL.</summary>
    NoServiceUrl,

    /// <summary>Ended six minutes ago.</summary>
    Expired,

    /// <summary>Ended four minutes ago, which clocks may differ by.</summary>
    JustExpired,

    /// <summary>Valid in six minutes.</summary>
    NotYetValid,

    /// <summary>Never ends.</summary>
    NoEnd,

    /// <summary>Signed with a key that is not announced.</summary>
    UnknownKey,

    /// <summary>Names no key.</summary>
    NoKey,

    /// <summary>Names the right key and is signed with another.</summary>
    WrongSignature,

    /// <summary>Signed with a key that is announced for another platform.</summary>
    NotEndorsed,

    /// <summary>Its end is missing.</summary>
    Truncated,

    /// <summary>Longer than any.</summary>
    Oversized,
}
