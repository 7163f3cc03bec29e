using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>A service of the catalog.</summary>
/// <param name="Service">As incidents copy it.</param>
/// <param name="Open">How many open incidents it has.</param>
/// <param name="RecoveryOffBy">Who switched its self-recovery off, alone or with all others; null when it is on.</param>
internal sealed record ServiceView(Service Service, int Open, string? RecoveryOffBy);

/// <summary>A silence and where it stands.</summary>
/// <param name="Silence">The silence.</param>
/// <param name="State">Whether it covers now.</param>
internal sealed record SilenceView(Silence Silence, SilenceState State);
